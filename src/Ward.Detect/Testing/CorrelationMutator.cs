using System.Globalization;
using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>
/// Changes samples so that one thing which a correlation asks does not hold: lines of one rule are left out, one line is left out or comes twice, lines
/// are spread over groups or over time, their order is turned. Not thread-safe.
/// </summary>
internal sealed class CorrelationMutator
{
    /// <summary>Of many lines so many are left out singly: enough to see whether the number is needed.</summary>
    private const int MostSingly = 20;

    private readonly RuleSet set;
    private readonly Dictionary<SigmaRule, (RuleEngine Engine, Mutator Mutator)> rules;

    internal CorrelationMutator(RuleSet set)
    {
        this.set = set;
        var groups = set.Correlations.SelectMany(c => c.GroupBy.Concat(c.Aliases.Values.SelectMany(a => a.Values))).ToHashSet(StringComparer.Ordinal);
        rules = set.Rules.ToDictionary(r => r, r => (new RuleEngine(set.Only(r.Header.Key)), new Mutator(r, set.Zone, groups)));
    }

    /// <summary>Everything that the correlations ask, in their order.</summary>
    internal IReadOnlyList<CorrelationItem> Items() => [.. set.Correlations.SelectMany(Of)];

    private IEnumerable<CorrelationItem> Of(SigmaCorrelation correlation)
    {
        var header = correlation.Header;
        var counted = set.Below(correlation).Zip(correlation.Rules, (below, name) => (Name: name, Rules: set.Behind((below.Rule?.Header ?? below.Correlation!.Header).Key))).ToList();
        var all = counted.SelectMany(c => c.Rules).Distinct().ToList();
        if (counted.Count > 1)
            for (var i = 0; i < counted.Count; i++)
            {
                var those = counted[i].Rules;
                yield return new CorrelationItem(header, correlation.RuleLines[i], $"the rule {counted[i].Name}", "its lines are left out") { Without = events => Left(events, e => IsOf(e, those)) };
            }

        foreach (var group in correlation.GroupBy)
            yield return new CorrelationItem(header, header.Line, $"group-by {group}", "each line is of another group") { Without = events => Spread(events, counted.SelectMany(c => c.Rules.Select(r => (r, FieldOf(correlation, group, c.Name))))) };
        if (correlation.Timespan > TimeSpan.Zero)
            yield return new CorrelationItem(header, header.Line, $"timespan {correlation.Timespan.ToString("c", CultureInfo.InvariantCulture)}", "each line comes more than that after the one before") { Without = events => Apart(events, all, correlation.Timespan) };
        if (correlation.Type == SigmaCorrelationType.TemporalOrdered)
            yield return new CorrelationItem(header, header.Line, "the order of its rules", "the lines come the other way round") { Without = events => Turned(events, all) };
        if (correlation.Type is SigmaCorrelationType.ValueAverage or SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile) yield break;
        foreach (var threshold in correlation.Condition)
        {
            var isLeast = threshold.Comparison is SigmaComparison.GreaterOrEqual or SigmaComparison.Greater or SigmaComparison.Equal;
            yield return new CorrelationItem(header, header.Line, $"condition {Name(threshold.Comparison)} {threshold.Value.ToString(CultureInfo.InvariantCulture)}", isLeast ? "there is one line fewer" : "there is one line more")
            {
                Without = events => isLeast ? OneFewer(events, all) : OneMore(events, all),
            };
        }
    }

    private static string FieldOf(SigmaCorrelation correlation, string group, string rule) =>
        correlation.Aliases.TryGetValue(group, out var names) && names.TryGetValue(rule, out var field) ? field : group;

    private bool IsOf(Event e, IEnumerable<SigmaRule> any) => any.Any(r => Fits(e, r));

    private bool Fits(Event e, SigmaRule rule)
    {
        var findings = new List<Finding>();
        rules[rule].Engine.Evaluate(e, findings);
        return findings.Count > 0;
    }

    private static IEnumerable<(IReadOnlyList<Event>, int)> Left(IReadOnlyList<Event> events, Predicate<Event> which)
    {
        var rest = events.Where(e => !which(e)).ToList();
        if (rest.Count < events.Count) yield return (rest, events.Count - rest.Count);
    }

    private IEnumerable<(IReadOnlyList<Event>, int)> Spread(IReadOnlyList<Event> events, IEnumerable<(SigmaRule Rule, string Field)> fields)
    {
        var of = fields.ToList();
        var (made, lines) = (events.ToArray(), -1);
        for (var i = 0; i < made.Length; i++)
        {
            foreach (var (rule, field) in of.Where(f => Fits(events[i], f.Rule)))
            {
                // The first keeps its group. A changed line that its rule no longer sees would prove nothing of the group.
                if (lines >= 0 && rules[rule].Mutator.WithAnother(made[i], field, lines + 1) is { } other && Fits(other, rule)) made[i] = other;
                else if (lines >= 0) continue;
                lines++;
                break;
            }
        }

        if (lines > 0) yield return (made, lines);
    }

    private IEnumerable<(IReadOnlyList<Event>, int)> Apart(IReadOnlyList<Event> events, IReadOnlyList<SigmaRule> of, TimeSpan timespan) =>
        Back(events, [.. events.Where(e => IsOf(e, of)).OrderByDescending(e => e.Time)], timespan + TimeSpan.FromSeconds(1));

    private IEnumerable<(IReadOnlyList<Event>, int)> Turned(IReadOnlyList<Event> events, IReadOnlyList<SigmaRule> of) =>
        Back(events, [.. events.Where(e => IsOf(e, of)).OrderBy(e => e.Time)], TimeSpan.FromMilliseconds(1));

    /// <summary>Each comes so long before the one ahead of it, from the time of the earliest on. To the past, since no event counts as later than its receipt.</summary>
    private static IEnumerable<(IReadOnlyList<Event>, int)> Back(IReadOnlyList<Event> events, IReadOnlyList<Event> moved, TimeSpan step)
    {
        if (moved.Count < 2) yield break;
        var from = moved.Min(e => e.Time);
        yield return ([.. events.Except(moved).Concat(moved.Select((e, i) => new EventBuilder().Copy(e).At(from - (i * step)).Event)).OrderBy(e => e.Time)], moved.Count);
    }

    private IEnumerable<(IReadOnlyList<Event>, int)> OneFewer(IReadOnlyList<Event> events, IReadOnlyList<SigmaRule> of) =>
        events.Where(e => IsOf(e, of)).Take(MostSingly).Select(one => ((IReadOnlyList<Event>)[.. events.Where(e => e != one)], 1));

    private IEnumerable<(IReadOnlyList<Event>, int)> OneMore(IReadOnlyList<Event> events, IReadOnlyList<SigmaRule> of) =>
        events.LastOrDefault(e => IsOf(e, of)) is { } last ? [([.. events, new EventBuilder().Copy(last).Event], 1)] : [];

    private static string Name(SigmaComparison comparison) => comparison switch
    {
        SigmaComparison.GreaterOrEqual => "gte",
        SigmaComparison.Greater => "gt",
        SigmaComparison.LessOrEqual => "lte",
        SigmaComparison.Less => "lt",
        SigmaComparison.Equal => "eq",
        _ => "neq",
    };
}
