namespace Ward.Standards.Sigma.Linting;

/// <summary>How the selections of a rule or a filter are put together.</summary>
internal static class ConditionLints
{
    internal static List<LintFinding> Of(SigmaRule rule) => Of(rule.Header, rule.Selections, rule.Condition, "detection");

    internal static List<LintFinding> Of(SigmaFilter filter) => Of(filter.Header, filter.Selections, filter.Condition, "filter");

    private static List<LintFinding> Of(SigmaHeader header, IReadOnlyList<SigmaSelection> selections, SigmaCondition condition, string section)
    {
        var found = new List<LintFinding>();
        var used = condition.SelectionNames().ToHashSet(StringComparer.Ordinal);
        foreach (var selection in selections.Where(s => !used.Contains(s.Name) && !s.Name.StartsWith('_')))
        {
            var (_, line, column) = LeafTests.Place(selection.Detection.Leaves().First());
            found.Add(new LintFinding(LintCodes.Unused, header.File, line, column, $"{section}.{selection.Name}", $"'{selection.Name}' is in no condition", LintCodes.Unused.Fix));
        }

        if (condition is SigmaCondition.AtLeast(var count, var names) && names.Count > 1 && count == names.Count && names.Count == selections.Count(s => !s.Name.StartsWith('_')))
            HeaderLints.Add(found, header, LintCodes.AllOfThem, $"{section}.condition");
        return found;
    }
}
