using System.Globalization;
using Ward.Detect.Indicators;
using Ward.Ingest.Search;
using Ward.Intelligence;
using Ward.Server.Access;
using Ward.Server.Application.Views;
using Ward.Standards.Stix;

namespace Ward.Server.Application;

/// <summary>The threat feeds: how they are, what they say of a value, what one would have hit, and which are watched for.</summary>
internal sealed class IntelDesk(Gate gate, IEventStore store, Auditor auditor, TimeProvider time, Intelligence.Intelligence intelligence, NeverBlockReading never)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<Answer<IntelView>> All(Caller who)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IntelView>.Denied(refusal);
        var set = intelligence.Newest;
        return new Answer<IntelView>.Ok(new IntelView(
            set.Version, set.Count, set.Patterns.Count, set.Bytes, never.Lists.Lists, never.Lists.Entries, never.Refused, [.. intelligence.Feeds.Select(f => Tell(f, intelligence.Hygiene))]));
    }

    public async Task<Answer<IntelCheckView>> Check(Caller who, string text)
    {
        if (await gate.Refuses(who, Permission.See) is { } refusal) return new Answer<IntelCheckView>.Denied(refusal);
        if (!IndicatorText.TryGuess(text, out var type, out var value, out var reason)) return new Answer<IntelCheckView>.Invalid($"That is no address, network, domain, URL, digest, mail address or JA4: {reason}.");
        var now = time.GetUtcNow();
        var set = intelligence.Newest;
        var mentions = set.Check(type, value).SelectMany(set.MentionsOf).Select(m =>
        {
            var decision = intelligence.Hygiene.Decide(m, now);
            return new IntelMentionView(m.Source.Id, Reliability(m.Source), m.Value, m.Confidence, (int)Math.Round(Decay.Confidence(m, now)), m.Level is { } level ? TlpNames.Of(level) : null,
                m.Action is { } action ? $"PAP:{action.ToString().ToUpperInvariant()}" : null, m.FirstSeen, m.ValidUntil, m.Label, decision.MayBlock, decision.Reason);
        });
        return new Answer<IntelCheckView>.Ok(new IntelCheckView(value, TypeName(type), intelligence.Hygiene.Unfit(type, value), [.. mentions]));
    }

    public async Task<Answer<IntelTrialView>> Try(Caller who, string id, CancellationToken stop)
    {
        // It reads the stored events and makes Ward ask an address, so it needs what a search needs.
        if (await gate.Refuses(who, Permission.Search) is { } refusal) return new Answer<IntelTrialView>.Denied(refusal);
        if (Find(id) is not { } feed) return Unknown<IntelTrialView>(id);
        await auditor.Note(who, "try-feed", id, "");
        var (set, trouble, counts) = await intelligence.Try(feed, stop);
        if (set is null) return new Answer<IntelTrialView>.Ok(new IntelTrialView(id, $"The feed {id} could not be fetched.", trouble, 0, 0, 0, [], 0, 0, 0, []));
        try
        {
            var trial = await Trial.Run(set, intelligence.Hygiene, store, time.GetUtcNow(), Day, stop);
            var words = string.Create(CultureInfo.InvariantCulture, $"This feed would have hit {trial.Hit} of your own {trial.Events} events in the last day; {trial.MayBlock} of them hold something on which a measure may rest.");
            return new Answer<IntelTrialView>.Ok(new IntelTrialView(id, words, trouble, counts.Values, counts.Patterns, counts.RefusedCount, Samples(counts), trial.Events, trial.Hit, trial.MayBlock,
                [.. trial.Values.Select(v => new IntelTrialValueView(v.Value, v.Events, v.Decision.MayBlock, v.Decision.Reason))]));
        }
        catch (SearchException e)
        {
            return new Answer<IntelTrialView>.Conflict($"The stored events cannot be read: {e.Message}");
        }
    }

    /// <summary>Watches for the feed's values from now on, or no longer, restarts included. What ward.yaml says ends a word against it.</summary>
    public async Task<Answer<IntelFeedView>> Switch(Caller who, string id, bool? on)
    {
        if (await gate.Refuses(who, Permission.ChangeFeeds) is { } refusal) return new Answer<IntelFeedView>.Denied(refusal);
        if (Find(id) is not { } feed) return Unknown<IntelFeedView>(id);
        if (on is not { } wanted) return new Answer<IntelFeedView>.Invalid("Expected {\"on\": true} or {\"on\": false}.");
        try
        {
            // A set of millions of values is made anew.
            await Task.Run(() => intelligence.Switch(feed, wanted, who.Name));
        }
        catch (IOException e)
        {
            return new Answer<IntelFeedView>.Conflict($"That cannot be kept, so nothing changed: {e.Message}");
        }

        await auditor.Note(who, wanted ? "switch-on-feed" : "switch-off-feed", id, wanted == feed.On ? "as ward.yaml says" : "");
        return new Answer<IntelFeedView>.Ok(Tell(intelligence.Feeds.First(f => f.Feed == feed), intelligence.Hygiene));
    }

    private IntelFeed? Find(string id) => intelligence.Settings.Feeds.FirstOrDefault(f => f.Id == id);

    private static Answer<T> Unknown<T>(string id) => new Answer<T>.NotFound($"threat feed '{Visible.Of(id, 40)}' in ward.yaml");

    private static IntelFeedView Tell(FeedStatus status, Hygiene hygiene)
    {
        var (feed, memory) = (status.Feed, status.Memory);
        var (state, reason) = State(status);
        return new IntelFeedView(
            feed.Id, feed.Kind.ToString().ToLowerInvariant(), feed.Address?.ToString() ?? feed.File ?? "", Reliability(feed.Source), status.On, status.Switched is { } said ? new IntelSwitchView(said.By, said.At) : null, state, reason, memory.Values, memory.Patterns,
            [.. memory.Types.Select(t => new IntelTypeView(TypeName(t.Type), t.Values, t.MayBlock))], memory.Types.Sum(t => t.MayBlock), hygiene.Doubts(feed.Source), memory.RefusedCount, Samples(memory), memory.OwnLeftOut, memory.NeverBlock, memory.Answered, memory.Changed, status.Next);
    }

    private static (string State, string Reason) State(FeedStatus status) => status switch
    {
        { On: false } => ("off", "It is not switched on: nothing of it is watched for. A trial says what it would have hit."),
        { Memory.Held: { } held } => (status.Memory.HeldKind == FeedTroubleKind.Shrinking ? "shrinking" : "poisoned", $"Its newest content is held back: {held}. The last good content stays in force."),
        { Memory.Trouble: { } trouble } => ("trouble", trouble),
        _ when status.Troubles.FirstOrDefault(t => t.Kind == FeedTroubleKind.Stale) is { } stale => ("stale", $"Expected {stale.Expected}; {stale.Seen}."),
        { Memory.Answered: null } => ("waiting", "It has not answered yet."),
        _ => ("fresh", "It answers, and its content is in force."),
    };

    private static string TypeName(IndicatorType type) => type.ToString().ToLowerInvariant();

    private static string Reliability(IndicatorSource source) => string.Create(CultureInfo.InvariantCulture, $"{source.Reliability}{source.Credibility}");

    private static IReadOnlyList<string> Samples(FeedMemory memory) => [.. memory.Refused.Take(5).Select(r => $"{r.Where}: {r.Text}: {r.Reason}")];
}
