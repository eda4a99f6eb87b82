using Ward.Detect.Correlation;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Explaining;

/// <summary>Explains a correlation over a row of events.</summary>
public static class CorrelationExplainer
{
    /// <param name="set">Has the correlation and all that it looks at.</param>
    /// <param name="events">In the order in which they came.</param>
    /// <param name="findings">What the engine said of them.</param>
    public static CorrelationExplanation Explain(RuleSet set, SigmaCorrelation correlation, IReadOnlyList<Event> events, IReadOnlyList<Finding> findings)
    {
        var (counted, below) = (new List<CountedEvent>(), new List<CorrelationExplanation>());
        foreach (var (rule, inner) in set.Below(correlation))
        {
            if (rule is not null) counted.AddRange(Counted(correlation, rule, events, set.Zone));
            else below.Add(Explain(set, inner!, events, findings));
        }

        var plan = set.Plans.First(p => p.Source == correlation);
        return new CorrelationExplanation(
            correlation, CorrelationWords.Expected(plan), [.. counted.OrderBy(c => c.Number)], below, [.. findings.Where(f => f.Detector == correlation.Header.Key)]);
    }

    private static IEnumerable<CountedEvent> Counted(SigmaCorrelation correlation, SigmaRule rule, IReadOnlyList<Event> events, TimeZoneInfo zone)
    {
        var group = correlation.GroupBy.Select(n => (Name: n, Field: CorrelationLinker.Alias(correlation, n, rule.Header))).ToList();
        var values = correlation.Fields.Select(n => (Name: n, Field: CorrelationLinker.Alias(correlation, n, rule.Header))).ToList();
        var view = new EventView([], group.Concat(values).Select(f => f.Field), zone);
        var explainer = new RuleExplainer(rule, zone);
        foreach (var (index, e) in events.Index())
        {
            view.Begin(e);
            yield return new CountedEvent(index + 1, explainer.Explain(e), [.. group.Select(f => Part(view, f))], [.. values.Select(f => Part(view, f))]);
        }
    }

    private static KeyPart Part(EventView view, (string Name, string Field) asked) =>
        view.TryGet(asked.Field, out var value)
            ? new KeyPart(asked.Name, asked.Field, view.PathOf(asked.Field), Texts.Of(value, Texts.ShownBytes))
            : new KeyPart(asked.Name, asked.Field, null, null);
}
