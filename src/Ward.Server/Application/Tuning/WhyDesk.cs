using System.Globalization;
using Ward.Detect.Explaining;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Learn;
using Ward.Server.Access;
using Ward.Server.Application.Hunts;
using Ward.Server.Application.Telling;
using Ward.Server.Application.Views;
using Ward.Standards.Sigma;

namespace Ward.Server.Application.Tuning;

/// <summary>Why a finding's rule matched, branch by branch, over the stored event that completed it.</summary>
internal sealed class WhyDesk(Gate gate, CurrentCity city, ILearn learn, IEventStore store, CurrentRules rules, TimeProvider time)
{
    /// <summary>A stored event's own time is looked for so far around the finding's.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromDays(1);

    public async Task<Answer<WhyView>> Why(Caller who, string incident, string finding, CancellationToken stop)
    {
        if (await gate.Refuses(who, Permission.Search) is { } refusal) return new Answer<WhyView>.Denied(refusal);
        if (await learn.Recall(city().Id, new IncidentId(incident), stop) is not { } record) return new Answer<WhyView>.NotFound("incident with this id");
        if (record.Incident.Findings.FirstOrDefault(f => f.Id.Value == finding) is not { } found) return new Answer<WhyView>.NotFound("finding with this id in the incident");
        var set = rules().Rules;
        var correlation = set.Correlations.FirstOrDefault(c => c.Header.Key == found.Detector);
        var explained = set.Behind(found.Detector);
        if (explained.Count == 0) return new Answer<WhyView>.NotFound("rule in force that made this finding: what it says of itself is all there is");
        try
        {
            if (await Event(found, stop) is not { } e) return new Answer<WhyView>.NotFound("stored event of this finding any more");
            var reasons = explained.Select(r => new RuleExplainer(r, set.Zone).Explain(e)).ToList();
            return new Answer<WhyView>.Ok(Tell(reasons.Find(r => r.Matches) ?? reasons[0], correlation, e));
        }
        catch (SearchException fault)
        {
            return new Answer<WhyView>.Conflict($"The stored events cannot be read: {fault.Message}");
        }
    }

    private async Task<Event?> Event(Finding finding, CancellationToken stop)
    {
        await foreach (var found in store.Replay(new TimeRange.Between(finding.Time - Around, finding.Time + Around), AtOffset(finding.Offset), finding.Offset, time.GetUtcNow(), stop))
            return found.Offset == finding.Offset ? new FoundEventBuilder().Read(found) : null;
        return null;
    }

    /// <summary>That one event: without it a stretch of the store would be read and sorted for its first row.</summary>
    private static Condition.Field AtOffset(long offset) => new(SearchNames.Find("offset"), new ValueTest.Equal(offset.ToString(CultureInfo.InvariantCulture)));

    private static WhyView Tell(RuleExplanation explanation, SigmaCorrelation? correlation, Event e)
    {
        var (header, source) = (explanation.Rule, explanation.Source);
        var words = $"The rule looks at {Words(source.Asked.Category, source.Asked.Product, source.Asked.Service, "any event")}; the event is {Words(source.Found.Category, source.Found.Product, source.Found.Service, "of no log source")}.";
        return new WhyView(header.Title, header.File, header.Line, explanation.Matches, words, source.Holds, correlation?.Header.Title, e.Time, Tell(explanation.Condition));
    }

    private static ReasonView Tell(Reason reason) =>
        new(Names.Of(reason.Kind), reason.Words, reason.Holds, reason.Path, reason.Value, reason.Sought, reason.Line, [.. reason.Parts.Select(Tell)]);

    private static string Words(string category, string product, string service, string none)
    {
        var parts = new[] { ("category", category), ("product", product), ("service", service) }.Where(p => p.Item2.Length > 0).Select(p => $"{p.Item1} {p.Item2}").ToList();
        return parts.Count == 0 ? none : string.Join(", ", parts);
    }
}
