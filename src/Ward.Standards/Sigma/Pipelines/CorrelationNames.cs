namespace Ward.Standards.Sigma.Pipelines;

/// <summary>
/// Correlations after the pipelines: a field by which one groups, that it counts or measures, or to which an alias leads, is called in the events of each rule as the
/// pipelines call it there. Each such name becomes an alias, so what a finding shows keeps the author's word.
/// </summary>
public static class CorrelationNames
{
    /// <summary>The correlations in the same order; one whose field becomes several names is refused, since one value is compared.</summary>
    /// <param name="rules">The detection rules as they were before the pipelines.</param>
    public static IReadOnlyList<SigmaCorrelation> Follow(
        IReadOnlyList<SigmaPipeline> pipelines, IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, ICollection<SigmaError> errors)
    {
        if (pipelines.Count == 0 || correlations.Count == 0) return correlations;
        // What a correlation hands up is asked by those above it, so every rule is asked for every name.
        var asked = correlations.SelectMany(c => c.GroupBy.Concat(c.Fields).Concat(c.Aliases.Values.SelectMany(a => a.Values))).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<SigmaRule, IReadOnlyDictionary<string, IReadOnlyList<string>>>(ReferenceEqualityComparer.Instance);
        return [.. correlations.Select(c => Follow(c)).OfType<SigmaCorrelation>()];

        SigmaCorrelation? Follow(SigmaCorrelation correlation)
        {
            var aliases = correlation.Aliases.ToDictionary(a => a.Key, a => new Dictionary<string, string>(a.Value), StringComparer.Ordinal);
            foreach (var rule in rules.Where(r => correlation.Rules.Any(r.Header.IsCalled)))
            {
                if (!names.TryGetValue(rule, out var now)) names[rule] = now = SigmaPipeline.Names(pipelines, rule, asked);
                foreach (var name in asked)
                {
                    var field = FieldOf(correlation, name, rule.Header);
                    if (!now.TryGetValue(field, out var made) || made is [var same] && same == field) continue;
                    if (made.Count != 1 && Uses(correlation, name)) return Refuse(correlation, field, made);
                    if (made.Count != 1) continue;
                    if (!aliases.TryGetValue(name, out var byRule)) aliases[name] = byRule = [];
                    foreach (var called in (string[])[rule.Header.Name, rule.Header.Id, rule.Header.Key])
                        if (called.Length > 0) byRule[called] = made[0];
                }
            }

            return correlation with { Aliases = aliases.ToDictionary(a => a.Key, a => (IReadOnlyDictionary<string, string>)a.Value, StringComparer.Ordinal) };
        }

        SigmaCorrelation? Refuse(SigmaCorrelation correlation, string field, IReadOnlyList<string> made)
        {
            errors.Add(new SigmaError(correlation.Header.File, correlation.Header.Line, "correlation", $"one name after the pipelines for the field {FieldReader.Cut(field)}", FieldReader.Cut(string.Join(", ", made))) { Fault = SigmaFault.Pipeline });
            return null;
        }
    }

    /// <summary>The field that a name means in events of the rule (Sigma 2.1, aliases).</summary>
    public static string FieldOf(SigmaCorrelation correlation, string name, SigmaHeader rule)
    {
        if (!correlation.Aliases.TryGetValue(name, out var byRule)) return name;
        return byRule.TryGetValue(rule.Name, out var field) || byRule.TryGetValue(rule.Id, out field) || byRule.TryGetValue(rule.Key, out field) ? field : name;
    }

    private static bool Uses(SigmaCorrelation correlation, string name) => correlation.GroupBy.Contains(name) || correlation.Fields.Contains(name);
}
