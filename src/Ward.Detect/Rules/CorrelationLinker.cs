using Ward.Detect.Correlation;
using Ward.Detect.Matching;
using Ward.Standards.Sigma;

namespace Ward.Detect.Rules;

/// <summary>Finds the rules that correlations count, by id or name, and refuses the correlations that cannot be kept.</summary>
internal sealed class CorrelationLinker(
    IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, FieldTable fields, List<SigmaError> errors)
{
    /// <summary>A group remembers as many moments as the threshold asks.</summary>
    private const int MaxThreshold = 100_000;

    private readonly Dictionary<SigmaRule, List<CompiledRule.Count>> countedBy = [];
    private readonly HashSet<SigmaRule> silent = [];
    private readonly HashSet<SigmaRule> loud = [];

    internal List<EventCount> Link()
    {
        var counts = new List<EventCount>();
        foreach (var correlation in correlations)
        {
            if (Find(correlation) is not { } counted || Threshold(correlation) is not { } threshold) continue;
            foreach (var rule in counted)
            {
                if (!countedBy.TryGetValue(rule, out var list)) countedBy[rule] = list = [];
                list.Add(new CompiledRule.Count(counts.Count, [.. correlation.GroupBy.Select(name => fields.Add(Alias(correlation, name, rule)))]));
                (correlation.Generate ? loud : silent).Add(rule);
            }

            counts.Add(new EventCount(
                correlation,
                RuleFacts.Of(correlation.Header, [.. counted.Select(r => r.Header)]),
                threshold.Comparison == SigmaComparison.Equal,
                threshold.Comparison == SigmaComparison.Greater ? threshold.Value + 1 : threshold.Value,
                string.Join(" or ", counted.Select(r => $"“{r.Header.Title}”")))
            {
                Content = string.Join('\n', counted.Select(RuleContent.Of)),
            });
        }

        return counts;
    }

    /// <summary>A rule that correlations count is silent unless one of them says generate (Sigma 2.1, generate).</summary>
    internal bool Speaks(SigmaRule rule) => !silent.Contains(rule) || loud.Contains(rule);

    internal IReadOnlyList<CompiledRule.Count> CountedBy(SigmaRule rule) => countedBy.TryGetValue(rule, out var list) ? list : [];

    private List<SigmaRule>? Find(SigmaCorrelation correlation)
    {
        var found = new List<SigmaRule>();
        foreach (var name in correlation.Rules)
        {
            if (rules.FirstOrDefault(r => r.Header.Id == name || r.Header.Name == name || r.Header.Key == name) is { } rule) found.Add(rule);
            else if (correlations.Any(c => c.Header.Id == name || c.Header.Name == name || c.Header.Key == name))
                return Refuse(correlation, "correlation.rules", "detection rules; a correlation of correlations is not supported yet", name);
            else return Refuse(correlation, "correlation.rules", "the id or name of a rule that was read", name);
        }

        return [.. found.Distinct()];
    }

    private (SigmaComparison Comparison, int Value)? Threshold(SigmaCorrelation correlation)
    {
        if (correlation.Condition is not [var one] || one.Comparison is not (SigmaComparison.Greater or SigmaComparison.GreaterOrEqual or SigmaComparison.Equal))
        {
            Refuse(correlation, "correlation.condition", "one of gt, gte, eq; upper bounds and ranges are not supported yet",
                string.Join(", ", correlation.Condition.Select(c => c.Comparison)));
            return null;
        }

        var least = one.Comparison == SigmaComparison.Greater ? 0 : 1;
        if (one.Value >= least && one.Value <= MaxThreshold) return (one.Comparison, one.Value);
        Refuse(correlation, "correlation.condition", $"a number from {least} to {MaxThreshold}", one.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return null;
    }

    private static string Alias(SigmaCorrelation correlation, string name, SigmaRule rule)
    {
        if (!correlation.Aliases.TryGetValue(name, out var byRule)) return name;
        return byRule.TryGetValue(rule.Header.Name, out var field) || byRule.TryGetValue(rule.Header.Id, out field) ? field : name;
    }

    private List<SigmaRule>? Refuse(SigmaCorrelation correlation, string field, string expected, string found)
    {
        errors.Add(new SigmaError(correlation.Header.File, correlation.Header.Line, field, expected, found));
        return null;
    }
}
