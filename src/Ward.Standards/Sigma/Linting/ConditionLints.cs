namespace Ward.Standards.Sigma.Linting;

/// <summary>How the selections are put together.</summary>
internal static class ConditionLints
{
    internal static IEnumerable<LintFinding> Of(SigmaRule rule)
    {
        var used = rule.Condition.SelectionNames().ToHashSet(StringComparer.Ordinal);
        foreach (var selection in rule.Selections.Where(s => !used.Contains(s.Name) && !s.Name.StartsWith('_')))
        {
            var (_, line, column) = LeafTests.Place(selection.Detection.Leaves().First());
            yield return new LintFinding(LintCodes.Unused, rule.Header.File, line, column, $"detection.{selection.Name}", $"'{selection.Name}' is in no condition", LintCodes.Unused.Fix);
        }

        if (rule.Condition is SigmaCondition.AtLeast(var count, var names) && names.Count > 1 && count == names.Count && names.Count == rule.Selections.Count(s => !s.Name.StartsWith('_')))
            yield return new LintFinding(LintCodes.AllOfThem, rule.Header.File, rule.Header.Line, 1, "detection.condition", LintCodes.AllOfThem.Message, LintCodes.AllOfThem.Fix);
    }
}
