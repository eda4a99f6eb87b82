namespace Ward.Detect.Testing;

/// <summary>The tests of one rule or correlation (docs/guide/rules.md).</summary>
/// <param name="File">As it is shown.</param>
/// <param name="Rule">Id, name or title.</param>
/// <param name="RuleLine">Line in the file that names it, from 1.</param>
/// <param name="Tests">At least one; names are unique.</param>
public sealed record RuleTestFile(string File, string Rule, int RuleLine, IReadOnlyList<RuleTest> Tests)
{
    /// <summary>What placeholders stand for in these tests, by name without percent signs, at least one value each; they come before the configuration's.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
