using System.Runtime.CompilerServices;
using Ward.Detect.Hunts;
using Ward.Intelligence;
using Ward.Server.Access;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;
using Ward.Standards.Sigma;

namespace Ward.Server.Application.Hunts;

/// <summary>Hunts over stored history, for those who may. What they find is shown and nothing more: no incident, no action.</summary>
internal sealed class HuntDesk(Gate gate, HuntRunner runner, IHuntStore kept, CurrentRules rules, Intelligence.Intelligence intelligence, Auditor auditor, TimeProvider time)
{
    /// <summary>Findings in one answer.</summary>
    public const int MostFindings = 1000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    public async Task<Answer<HuntView>> Begin(Caller who, HuntAsk ask, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.Hunt) is { } refusal) return new Answer<HuntView>.Denied(refusal);
        var now = time.GetUtcNow();
        HuntedSet? sought;
        try
        {
            sought = ask.SeeksIndicators ? await HuntedSet.Of(ask.Lists, ask.Feeds, intelligence, now, stop) : null;
        }
        catch (InvalidDataException e)
        {
            return new Answer<HuntView>.Invalid(e.Message);
        }

        var answer = HuntPlan.Of(ask, sought, rules(), now);
        if (answer.Got is not { } plan) return answer is Answer<HuntPlan>.NotFound none ? new Answer<HuntView>.NotFound(none.What) : new Answer<HuntView>.Invalid(answer.Problem!);
        HuntEntry? entry;
        try
        {
            entry = runner.Add(
                id => new HuntRecord(id, plan.Title, who.Actor, now, plan.Query, plan.Only, plan.Time.From, plan.Time.Until, plan.Rules, plan.Refused, HuntStage.Waiting, null, null, null)
                {
                    Baselines = [.. ask.Baselines.Distinct(StringComparer.Ordinal)], Feeds = ask.Feeds, FeedVersions = [.. (sought?.Feeds ?? []).Select(f => f.Named)], Indicators = plan.Indicators?.Count ?? 0, IndicatorSet = plan.Indicators?.Set.Version,
                },
                plan.Texts, ask.Lists, sought?.Feeds ?? []);
        }
        catch (IOException e)
        {
            return new Answer<HuntView>.Conflict($"The hunt cannot be kept: {e.Message}");
        }

        if (entry is null) return new Answer<HuntView>.Conflict($"{HuntRunner.MostKept} hunts are kept already; remove one first.");
        await auditor.Note(who, "hunt", entry.Record.Id.Value, $"{plan.Title}: {plan.Rules} rules{(plan.Indicators is { } set ? $", {set.Count} indicators" : "")}{(ask.Baselines.Count > 0 ? $", baseline {string.Join(", ", ask.Baselines)}" : "")}{(plan.Query is { } query ? $", query {query}" : "")}{(plan.Time.ToString() is { Length: > 0 } range ? $", {range}" : ", all of history")}");
        return new Answer<HuntView>.Ok(Tell(entry));
    }

    public async Task<Answer<IReadOnlyList<HuntView>>> List(Caller who) =>
        await gate.Refuses(who, Permission.Search) is { } refusal
            ? new Answer<IReadOnlyList<HuntView>>.Denied(refusal)
            : new Answer<IReadOnlyList<HuntView>>.Ok([.. runner.All.Select(Tell)]);

    public Task<Answer<HuntView>> Find(Caller who, string id) => With<HuntView>(who, Permission.Search, id, entry => Task.FromResult<Answer<HuntView>>(new Answer<HuntView>.Ok(Tell(entry))));

    /// <summary>Rules and correlations of the live watch, by title.</summary>
    public async Task<Answer<IReadOnlyList<HuntRuleView>>> Rules(Caller who)
    {
        if (await gate.Refuses(who, Permission.Search) is { } refusal) return new Answer<IReadOnlyList<HuntRuleView>>.Denied(refusal);
        var set = rules().Rules;
        return new Answer<IReadOnlyList<HuntRuleView>>.Ok(
            [.. set.Rules.Select(r => Tell(r.Header, false)).Concat(set.Correlations.Select(c => Tell(c.Header, true))).OrderBy(r => r.Title, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Threat feeds that have brought something to seek.</summary>
    public async Task<Answer<IReadOnlyList<string>>> Feeds(Caller who) =>
        await gate.Refuses(who, Permission.Search) is { } refusal
            ? new Answer<IReadOnlyList<string>>.Denied(refusal)
            : new Answer<IReadOnlyList<string>>.Ok([.. intelligence.Feeds.Where(f => f.Memory.Content is not null).Select(f => f.Feed.Id)]);

    public Task<Answer<HuntFindingsView>> Findings(Caller who, string id, long from, int limit)
    {
        if (from < 0) return Task.FromResult<Answer<HuntFindingsView>>(new Answer<HuntFindingsView>.Invalid("from is 0 or more."));
        if (limit is < 1 or > MostFindings) return Task.FromResult<Answer<HuntFindingsView>>(new Answer<HuntFindingsView>.Invalid($"limit is 1 to {MostFindings}."));
        return With<HuntFindingsView>(who, Permission.Search, id, entry => Task.FromResult<Answer<HuntFindingsView>>(new Answer<HuntFindingsView>.Ok(Page(entry, from, limit))));
    }

    /// <summary>The hunt as it goes: findings as they are kept, progress between them, at the end the hunt itself. Reading it does not hold the hunt up.</summary>
    public Task<Answer<IAsyncEnumerable<HuntLine>>> Follow(Caller who, string id, long from) =>
        With<IAsyncEnumerable<HuntLine>>(who, Permission.Search, id, entry => Task.FromResult<Answer<IAsyncEnumerable<HuntLine>>>(
            from < 0 ? new Answer<IAsyncEnumerable<HuntLine>>.Invalid("from is 0 or more.") : new Answer<IAsyncEnumerable<HuntLine>>.Ok(Follow(entry, from, CancellationToken.None))));

    public Task<Answer<HuntView>> Pause(Caller who, string id) => With<HuntView>(who, Permission.Hunt, id, async entry =>
    {
        if (!await runner.Pause(entry)) return new Answer<HuntView>.Conflict("It neither runs nor waits.");
        await auditor.Note(who, "pause-hunt", id, entry.Record.Title);
        return new Answer<HuntView>.Ok(Tell(entry));
    });

    public Task<Answer<HuntView>> Resume(Caller who, string id) => With<HuntView>(who, Permission.Hunt, id, async entry =>
    {
        if (!runner.Resume(entry)) return new Answer<HuntView>.Conflict(entry.Record.IsDamaged ? "It is damaged and can only be removed." : "It is not paused.");
        await auditor.Note(who, "resume-hunt", id, entry.Record.Title);
        return new Answer<HuntView>.Ok(Tell(entry));
    });

    public Task<Answer<bool>> Remove(Caller who, string id) => With<bool>(who, Permission.Hunt, id, async entry =>
    {
        await runner.Remove(entry);
        await auditor.Note(who, "remove-hunt", id, entry.Record.Title);
        return new Answer<bool>.Ok(true);
    });

    private async IAsyncEnumerable<HuntLine> Follow(HuntEntry entry, long from, [EnumeratorCancellation] CancellationToken stop)
    {
        HuntView? told = null;
        while (true)
        {
            // The stage first: what is kept after it ended is all there is.
            var now = Tell(entry);
            var page = Page(entry, from, MostFindings);
            foreach (var finding in page.Findings) yield return new HuntLine("finding") { Finding = finding };
            from += page.Findings.Count;
            if (page.Findings.Count == MostFindings) continue;
            if (now.Stage is not ("waiting" or "running"))
            {
                yield return new HuntLine(now.Stage) { Hunt = now };
                yield break;
            }

            if (now != told) yield return new HuntLine("progress") { Hunt = told = now };
            await Task.Delay(LookAgain, time, stop);
        }
    }

    private async Task<Answer<T>> With<T>(Caller who, Permission permission, string id, Func<HuntEntry, Task<Answer<T>>> then)
    {
        if (await gate.Refuses(who, permission) is { } refusal) return new Answer<T>.Denied(refusal);
        return runner.Find(id) is { } entry ? await then(entry) : new Answer<T>.NotFound("hunt with this id");
    }

    private HuntFindingsView Page(HuntEntry entry, long from, int limit) =>
        new(from, entry.Progress.Findings, entry.Record.IsDamaged ? [] : [.. kept.Findings(entry.Record.Id, from, limit).Select(IncidentTelling.Tell)]);

    private HuntView Tell(HuntEntry entry)
    {
        var (record, progress, running) = (entry.Record, entry.Progress, entry.Hunt is not null);
        var seconds = running ? time.GetElapsedTime(entry.Began.At).TotalSeconds : 0;
        var rate = seconds > 0 ? (progress.Done - entry.Began.Done) / seconds : 0;
        return new HuntView(
            record.Id.Value, record.Title, record.By, record.Asked, Names.Of(record.Stage), record.Trouble, record.Query, record.Rules, record.Refused, record.From, record.Until,
            progress.Done, progress.Total, progress.At, progress.Findings, progress.WithoutSource, progress.Errors, Math.Round(rate), rate > 0 ? Math.Round((progress.Total - progress.Done) / rate) : null,
            running && runner.GivesWay, record.Ended) { Baselines = record.Baselines, Indicators = record.Indicators, Feeds = record.Feeds, FeedVersions = [.. record.FeedVersions.Select(f => new HuntedVersionView(f.Feed, f.Version, f.Changed))] };
    }

    private static HuntRuleView Tell(SigmaHeader header, bool correlation) => new(header.Key, header.Title, Names.Of(header.Level), correlation);
}
