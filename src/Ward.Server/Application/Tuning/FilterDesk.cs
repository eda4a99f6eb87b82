using System.Globalization;
using Ward.Configuration;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Detect.Silencing;
using Ward.Detect.Tuning;
using Ward.Ingest.Search;
using Ward.Learn;
using Ward.Respond;
using Ward.Server.Access;
using Ward.Server.Application.Hunts;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Tuning;

/// <summary>Filters of the city's own: proposed from a finding, tried on history, kept with an owner and an end.</summary>
internal sealed class FilterDesk(
    Gate gate, CurrentCity city, ILearn learn, IRespond respond, IEventStore store, CurrentRules rules, LiveLoad live, SiteFilters site, Auditor auditor, TimeProvider time)
{
    public const int MostDays = 366;
    public const int LongestReason = 500;

    /// <summary>Incidents of which the findings are looked at for filters over findings: the newest.</summary>
    public const int MostIncidents = 2000;

    private DateOnly Today => RuleReading.Today(time);

    /// <summary>The narrowest filter that keeps the finding quiet for so many days.</summary>
    public async Task<Answer<FilterProposalView>> Propose(Caller who, string incident, string finding, int days, string? why, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.Tune) is { } refusal) return new Answer<FilterProposalView>.Denied(refusal);
        if (days is < 1 or > MostDays) return new Answer<FilterProposalView>.Invalid($"days is 1 to {MostDays}.");
        if (why?.Length > LongestReason) return new Answer<FilterProposalView>.Invalid($"why is at most {LongestReason} characters.");
        if (await learn.Recall(city().Id, new IncidentId(incident), stop) is not { } record) return new Answer<FilterProposalView>.NotFound("incident with this id");
        if (record.Incident.Findings.FirstOrDefault(f => f.Id.Value == finding) is not { } found) return new Answer<FilterProposalView>.NotFound("finding with this id in the incident");
        var until = Today.AddDays(days);
        return FilterProposal.TryMake(rules().Rules, found, who.Name, until, why?.Trim() ?? "", out var proposal, out var reason)
            ? new Answer<FilterProposalView>.Ok(new FilterProposalView(proposal.Text, [.. proposal.Fields.Select(f => new FieldView(f.Path, f.Value, "the same"))], who.Name, until))
            : new Answer<FilterProposalView>.Conflict(reason);
    }

    /// <summary>What the filters would have kept quiet.</summary>
    /// <param name="since">A span up to now, such as 7d.</param>
    public async Task<Answer<FilterPreviewView>> Preview(Caller who, string? text, string? since, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.Tune) is { } refusal) return new Answer<FilterPreviewView>.Denied(refusal);
        if (FilterText.Span(since) is not { } back) return new Answer<FilterPreviewView>.Invalid($"since is a span such as 12h or 7d, at most {MostDays}d.");
        if (!FilterText.TryRead(text, out var filters, out var wrong)) return new Answer<FilterPreviewView>.Invalid(wrong);
        if (rules().With(filters, text!, out var without, out var with, out var only) is { } refused) return new Answer<FilterPreviewView>.Invalid(refused);
        try
        {
            var preview = only.Count == 0 ? FilterPreview.OfNothing(time.GetUtcNow(), back)
                : await Task.Run(() => FilterPreview.Run(without.Compile(), with, only, store, back, new FilterPreviewOptions(), live.GiveWay, time, stop), stop);
            if (filters.Any(Detectors.AreMeantBy)) preview = preview.And(FindingPreview.Of(filters, await Told(preview.Until - back, stop), rules().Rules.Zone));
            await auditor.Note(who, "preview-filter", filters[0].Header.Key, string.Create(CultureInfo.InvariantCulture, $"{preview.Rules.Sum(r => r.Silenced)} findings of {preview.Progress.Done} events"));
            return new Answer<FilterPreviewView>.Ok(FilterTelling.Tell(preview, await Warnings(preview, stop)));
        }
        catch (SearchException e)
        {
            return new Answer<FilterPreviewView>.Conflict($"The stored events cannot be read: {e.Message}");
        }
    }

    /// <summary>Keeps the filters where the watch reads them, beside the rules of others; in force at its next look, within 15 s.</summary>
    /// <param name="wide">True where a filter over every rule or every detector is meant.</param>
    public async Task<Answer<DoneFilterView>> Add(Caller who, string? text, bool wide = false)
    {
        if (await gate.Refuses(who, Permission.Tune) is { } refusal) return new Answer<DoneFilterView>.Denied(refusal);
        if (!FilterText.TryRead(text, out var filters, out var wrong)) return new Answer<DoneFilterView>.Invalid(wrong);
        foreach (var header in filters.Select(f => f.Header))
        {
            if (header.Author.Length == 0) return new Answer<DoneFilterView>.Invalid($"'{Visible.Of(header.Title, 80)}' names nobody who answers for it: give it an author.");
            if (header.Until is not { } until || until < Today || until > Today.AddDays(MostDays))
                return new Answer<DoneFilterView>.Invalid($"'{Visible.Of(header.Title, 80)}' needs an end within {MostDays} days: ward: {{until: yyyy-MM-dd}}.");
        }

        if (rules().With(filters, text!, out _, out _, out _) is { } refused) return new Answer<DoneFilterView>.Invalid(refused);
        if (rules().Rules.Filters.FirstOrDefault(f => filters.Any(n => n.Header.Key == f.Header.Key) && !site.IsReplaced(filters, f.Header.File)) is { } twin)
            return new Answer<DoneFilterView>.Conflict($"'{Visible.Of(twin.Header.Title, 80)}' in {Visible.Of(twin.Header.File, 200)} has the same id and stays in force: change it there, or give this one an id of its own.");
        if (!wide && filters.FirstOrDefault(Detectors.AreWidelyMeantBy) is { } all)
            return new Answer<DoneFilterView>.Conflict($"'{Visible.Of(all.Header.Title, 80)}' is about every {(Detectors.AreMeantBy(all) ? "detector, or every one of a kind" : "rule of its log source")}: whatever fits its condition is silent, also what nobody has thought of yet. Name what it is about, or say that it is meant (wide).");
        // What is silent has its trace, so that comes first.
        var name = SiteFilters.NameOf(filters);
        await auditor.Note(who, "add-filter", name, string.Join("; ", filters.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Header.Title} of {f.Header.Author} until {f.Header.Until:yyyy-MM-dd} for {(f.Rules.Count == 0 ? "everything" : string.Join(", ", f.Rules))}"))));
        try
        {
            site.Write(filters, text!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await auditor.Note(who, "unkept-filter", name, e.Message);
            return new Answer<DoneFilterView>.Conflict($"The filter cannot be kept: {e.Message}");
        }

        return new Answer<DoneFilterView>.Ok(new DoneFilterView(name, filters.Min(f => f.Header.Until)!.Value, "It is kept, and in force within 15 seconds."));
    }

    /// <summary>What it kept quiet speaks again.</summary>
    public async Task<Answer<bool>> Remove(Caller who, string name)
    {
        if (await gate.Refuses(who, Permission.Tune) is { } refusal) return new Answer<bool>.Denied(refusal);
        if (!site.Remove(name)) return new Answer<bool>.NotFound("filter of this name that was made here; one of the configuration is removed from its file");
        await auditor.Note(who, "remove-filter", name, "");
        return new Answer<bool>.Ok(true);
    }

    /// <summary>Findings that were told since then, as the newest incidents keep them.</summary>
    private async Task<IReadOnlyList<Finding>> Told(DateTimeOffset since, CancellationToken stop) =>
        [.. (await learn.Latest(city().Id, MostIncidents, stop)).SelectMany(r => r.Incident.Findings).Where(f => f.Time >= since).OrderBy(f => f.Time)];

    /// <summary>Incidents that people call true, or that led to a measure, and that would have lost findings.</summary>
    private async Task<IReadOnlyList<FilterWarningView>> Warnings(FilterPreview preview, CancellationToken stop)
    {
        if (preview.Silenced.Count == 0) return [];
        var plans = await respond.Plans(city().Id, PlanDesk.Most, stop);
        return [.. (await learn.Latest(city().Id, IncidentDesk.Most, stop)).Select(r => FilterTelling.Warning(r, plans, preview.Silenced)).OfType<FilterWarningView>()];
    }
}
