namespace Ward.Standards.Sigma.Linting;

/// <summary>What a correlation groups by and calls by another name.</summary>
internal static class CorrelationLints
{
    internal static List<LintFinding> Of(SigmaCorrelation correlation)
    {
        var found = new List<LintFinding>();
        foreach (var (alias, byRule) in correlation.Aliases)
        {
            if (!correlation.GroupBy.Contains(alias) && !correlation.Fields.Contains(alias)) Add(LintCodes.UnusedAlias, "correlation.aliases", $"'{FieldReader.Cut(alias)}' is no field of the correlation");
            foreach (var rule in byRule.Keys.Where(r => !correlation.Rules.Contains(r))) Add(LintCodes.AliasOfNone, "correlation.aliases", $"'{FieldReader.Cut(rule)}' is no rule at which it looks");
        }

        // To count all over the city is often what is meant, and so is that something is missing; that rules meet by chance is not.
        if (correlation.GroupBy.Count == 0 && correlation.Rules.Count > 1 && correlation is { Type: SigmaCorrelationType.Temporal or SigmaCorrelationType.TemporalOrdered, Pattern: null }) Add(LintCodes.OneGroup, "correlation");
        return found;

        void Add(LintCode code, string field, string? message = null) => HeaderLints.Add(found, correlation.Header, code, field, message);
    }
}
