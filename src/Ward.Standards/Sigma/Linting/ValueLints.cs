using static Ward.Standards.Sigma.SigmaPattern.Kind;

namespace Ward.Standards.Sigma.Linting;

/// <summary>The values of fields and keywords.</summary>
internal static class ValueLints
{
    internal static IEnumerable<LintFinding> Of(SigmaRule rule) => Of(rule.Selections, rule.Header);

    internal static IEnumerable<LintFinding> Of(SigmaFilter filter) => Of(filter.Selections, filter.Header);

    private static IEnumerable<LintFinding> Of(IReadOnlyList<SigmaSelection> selections, SigmaHeader header) => selections.SelectMany(s => s.Detection.Leaves()).SelectMany(leaf => Of(leaf, header.File));

    private static List<LintFinding> Of(SigmaDetection leaf, string file)
    {
        var found = new List<LintFinding>();
        var (name, line, column) = LeafTests.Place(leaf);
        var tests = LeafTests.Of(leaf);
        var every = leaf is SigmaDetection.Field { Every: true } or SigmaDetection.Keywords { Every: true };
        if (every && tests.Count == 1 && tests[0] is not SigmaTest.Expand) Add(LintCodes.LoneAll);
        if (leaf is SigmaDetection.Field { Every: true } && tests.Count(t => t is SigmaTest.Text { Pattern.HasWildcards: false }) > 1) Add(LintCodes.NeverAll);
        foreach (var test in tests)
        {
            if (test is not SigmaTest.Text(var pattern, _)) continue;
            if (pattern.Parts is [{ Kind: Star }]) Add(LintCodes.MatchesAll, null, leaf is SigmaDetection.Field ? $"write {name}|exists: true" : "take it out");
        }

        foreach (var repeated in tests.OfType<SigmaTest.Text>().GroupBy(t => $"{t.Cased} {t.Pattern}", StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Add(LintCodes.Repeated, $"'{FieldReader.Cut(repeated.First().Pattern.ToString())}' stands twice");
        return found;

        void Add(LintCode code, string? message = null, string? fix = null) => found.Add(new LintFinding(code, file, line, column, name, message ?? code.Message, fix ?? code.Fix));
    }
}
