using System.Globalization;
using Ward.Detect.Correlation;
using Ward.Detect.Matching;
using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Detect.Rules;

/// <summary>Compiles the correlations: what they look at, when they are judged, which fields go up from one to the next. Refuses those that cannot be kept.</summary>
internal sealed class CorrelationLinker(
    IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, FieldTable fields, List<SigmaError> errors)
{
    /// <summary>A group remembers as many events as the threshold asks.</summary>
    private const int MaxThreshold = 100_000;

    private readonly Dictionary<SigmaRule, List<CompiledRule.Count>> countedBy = [];
    private readonly Dictionary<SigmaCorrelation, List<string>> exports = [];
    private readonly Dictionary<SigmaCorrelation, List<CompiledRule.Count>> parents = [];
    private readonly HashSet<object> silent = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> loud = new(ReferenceEqualityComparer.Instance);

    internal List<CorrelationPlan> Link()
    {
        var resolved = new CorrelationResolver(rules, correlations, errors).Resolve(Fits);
        foreach (var (correlation, _) in resolved) (exports[correlation], parents[correlation]) = ([], []);
        // From the top: what a correlation must hand up is known when all above it have asked.
        for (var index = resolved.Count - 1; index >= 0; index--) Ask(resolved[index], index);

        var plans = new List<CorrelationPlan>();
        var judged = new Dictionary<SigmaCorrelation, Judging>();
        var contents = new Dictionary<SigmaCorrelation, string>();
        foreach (var one in resolved)
        {
            var correlation = one.Correlation;
            var judging = judged[correlation] = JudgingOf(correlation, one.Targets.Any(t => t.Correlation is { } below && judged[below] != Judging.AtOnce));
            var carried = Carried(correlation);
            contents[correlation] = string.Join('\n', one.Targets.Select(t => t.Rule is { } rule ? RuleContent.Of(rule) : contents[t.Correlation!]));
            plans.Add(new CorrelationPlan(
                correlation,
                contents[correlation],
                RuleFacts.Of(correlation.Header, [.. one.Targets.Select(t => t.Header)]),
                judging,
                [.. one.Targets.Select(t => t.Header.Title)],
                correlation.Pattern is null ? new Bounds(Thresholds(correlation)) : null,
                WaysOf(correlation),
                !silent.Contains(correlation) || loud.Contains(correlation),
                [.. exports[correlation].Select(name => IndexOf(correlation.GroupBy, name) is var at and >= 0 ? at : correlation.GroupBy.Count + carried.IndexOf(name))],
                parents[correlation]));
        }

        return plans;
    }

    /// <summary>What correlations look at is silent unless one of them says generate (Sigma 2.1, generate).</summary>
    internal bool Speaks(SigmaRule rule) => !silent.Contains(rule) || loud.Contains(rule);

    internal IReadOnlyList<CompiledRule.Count> CountedBy(SigmaRule rule) => countedBy.TryGetValue(rule, out var list) ? list : [];

    private void Ask(CorrelationResolver.Resolved resolved, int index)
    {
        var correlation = resolved.Correlation;
        for (var i = 0; i < resolved.Targets.Count; i++)
        {
            var target = resolved.Targets[i];
            (correlation.Generate ? loud : silent).Add((object?)target.Rule ?? target.Correlation!);
            if (target.Rule is { } rule)
            {
                if (!countedBy.TryGetValue(rule, out var list)) countedBy[rule] = list = [];
                list.Add(Count(correlation, target.Header, index, i, fields.Add));
            }
            else
            {
                var asked = exports[target.Correlation!];
                parents[target.Correlation!].Add(Count(correlation, target.Header, index, i, name => Export(asked, name)));
            }
        }
    }

    private CompiledRule.Count Count(SigmaCorrelation correlation, SigmaHeader target, int index, int rule, Func<string, int> numberOf) => new(
        index,
        rule,
        [.. correlation.GroupBy.Select(name => numberOf(Alias(correlation, name, target)))],
        [.. correlation.Fields.Select(name => numberOf(Alias(correlation, name, target)))],
        [.. Carried(correlation).Select(name => numberOf(Alias(correlation, name, target)))]);

    /// <summary>What goes up beyond the values by which the correlation groups.</summary>
    private List<string> Carried(SigmaCorrelation correlation) => [.. exports[correlation].Where(name => IndexOf(correlation.GroupBy, name) < 0)];

    private static int Export(List<string> asked, string name)
    {
        if (asked.IndexOf(name) is var at and >= 0) return at;
        asked.Add(name);
        return asked.Count - 1;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name) return i;
        return -1;
    }

    private static Judging JudgingOf(SigmaCorrelation correlation, bool looksAtWhatWaits)
    {
        switch (correlation.Type)
        {
            case SigmaCorrelationType.ValueAverage or SigmaCorrelationType.ValueMedian or SigmaCorrelationType.ValuePercentile:
                return Judging.Settled;
            case SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered when correlation.Pattern is { } pattern:
                return HasAbsence(pattern) ? Judging.WidestWindow : looksAtWhatWaits ? Judging.Settled : Judging.AtOnce;
            default:
                var bounds = new Bounds(Thresholds(correlation));
                return bounds.OnlyFromBelow ? (looksAtWhatWaits ? Judging.Settled : Judging.AtOnce) : bounds.OnlyFromAbove ? Judging.EachWindow : Judging.WidestWindow;
        }
    }

    private static bool HasAbsence(SigmaCondition condition) => condition switch
    {
        SigmaCondition.And and => HasAbsence(and.Left) || HasAbsence(and.Right),
        SigmaCondition.Or or => HasAbsence(or.Left) || HasAbsence(or.Right),
        SigmaCondition.Not => true,
        _ => false,
    };

    private static IReadOnlyList<SigmaThreshold> Thresholds(SigmaCorrelation correlation) =>
        correlation.Condition.Count > 0 ? correlation.Condition : [new SigmaThreshold(SigmaComparison.GreaterOrEqual, correlation.Rules.Count)];

    private static List<Sequences.Way>? WaysOf(SigmaCorrelation correlation)
    {
        if (correlation.Type != SigmaCorrelationType.TemporalOrdered) return null;
        if (correlation.Pattern is { } pattern) return Sequences.Of(pattern, correlation.Rules);
        var bounds = new Bounds(Thresholds(correlation));
        var least = Enumerable.Range(1, correlation.Rules.Count).FirstOrDefault(n => bounds.Hold(n));
        return least == 0 ? null : Sequences.AtLeast(least, correlation.Rules.Count);
    }

    private bool Fits(SigmaCorrelation correlation)
    {
        var before = errors.Count;
        if (correlation.Type is SigmaCorrelationType.EventCount or SigmaCorrelationType.ValueCount or SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered)
            foreach (var (comparison, value) in correlation.Condition)
            {
                var least = comparison is SigmaComparison.GreaterOrEqual or SigmaComparison.Equal or SigmaComparison.Less ? 1 : 0;
                if (value < least || value > MaxThreshold)
                    Refuse(correlation, $"a number from {least} to {MaxThreshold}", value.ToString(CultureInfo.InvariantCulture));
            }

        if (correlation.Type == SigmaCorrelationType.TemporalOrdered && errors.Count == before)
        {
            if (correlation.Pattern is null && !new Bounds(Thresholds(correlation)).OnlyFromBelow)
                Refuse(correlation, "gt, gte or a boolean condition: that rules are seen in order has no upper bound", string.Join(", ", correlation.Condition.Select(c => c.Comparison)));
            else if (WaysOf(correlation) is not { } ways)
                Refuse(correlation, $"a condition that can be met, in at most {Sequences.MaxWays} ways", correlation.Pattern is null ? string.Join(", ", correlation.Condition.Select(c => c.Value)) : CorrelationFingerprint.Text(correlation.Pattern));
            else if (ways.Count == 0 || ways.Exists(w => w.Seen == 0))
                Refuse(correlation, "a condition that can be met, and only where a rule is seen", CorrelationFingerprint.Text(correlation.Pattern));
        }

        if (correlation.Type == SigmaCorrelationType.Temporal && correlation.Pattern is null && errors.Count == before
            && !Enumerable.Range(0, correlation.Rules.Count + 1).Any(n => new Bounds(Thresholds(correlation)).Hold(n)))
            Refuse(correlation, $"a condition that {correlation.Rules.Count} rules can meet", string.Join(", ", correlation.Condition.Select(c => $"{c.Comparison} {c.Value}")));
        return errors.Count == before;
    }

    internal static string Alias(SigmaCorrelation correlation, string name, SigmaHeader target) => CorrelationNames.FieldOf(correlation, name, target);

    private void Refuse(SigmaCorrelation correlation, string expected, string found) =>
        errors.Add(new SigmaError(correlation.Header.File, correlation.Header.Line, "correlation.condition", expected, found) { Fault = SigmaFault.Correlation });
}
