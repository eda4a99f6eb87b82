using System.Globalization;
using Ward.Detect.Rules;
using Ward.Standards.Attack;
using Ward.Standards.Sigma;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>The rules of a set that speak or wait, by the folder in which they lie.</summary>
internal static class RuleListShown
{
    public static void Print(Terminal terminal, RuleSet set)
    {
        var table = Cells.Table("Area", "Rule", "Level", "Looks at", "Waits for", "Techniques", "Id");
        foreach (var rule in Rules(set)) Cells.Row(table, rule.Area, rule.Header.Title, Level(rule.Header), rule.Sources, rule.Needs, string.Join(", ", rule.Techniques), rule.Header.Id);
        terminal.Print(table);
    }

    /// <summary>A table for each area, in Markdown.</summary>
    public static void Markdown(TextWriter text, RuleSet set)
    {
        var rules = Rules(set);
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{rules.Count} rules; {rules.Count(r => r.Needs.Length > 0)} of them wait for a placeholder.\n"));
        foreach (var area in rules.GroupBy(r => r.Area))
        {
            text.Write($"\n## {area.Key}\n\n| Rule | Level | Looks at | Waits for | ATT&CK | Id |\n|---|---|---|---|---|---|\n");
            foreach (var rule in area)
                text.Write($"| {Cell(rule.Header.Title)} | {Level(rule.Header)} | {Cell(rule.Sources)} | {Cell(rule.Needs)} | {Cell(string.Join(", ", rule.Techniques))} | `{rule.Header.Id}` |\n");
        }
    }

    private static List<Row> Rules(RuleSet set)
    {
        var below = set.LookedAt();
        return
        [
            .. set.Rules.Select(r => new Row(r.Header, SourceOf(r), "")).Concat(set.Waiting.Select(w => new Row(w.Rule.Header, SourceOf(w.Rule), string.Join(", ", w.Placeholders))))
                .Concat(set.Correlations.Select(c => new Row(c.Header, string.Join("; ", Sources(set, c).Distinct()), "")))
                .Where(r => !below.Contains(r.Header.Key)).OrderBy(r => r.Area, StringComparer.Ordinal).ThenBy(r => r.Header.Title, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Sources(RuleSet set, SigmaCorrelation correlation) =>
        set.Below(correlation).SelectMany(b => b.Rule is { } rule ? [SourceOf(rule)] : Sources(set, b.Correlation!));

    private static string SourceOf(SigmaRule rule) => string.Join(" / ", new[] { rule.LogSource.Category, rule.LogSource.Product, rule.LogSource.Service }.Where(p => p.Length > 0));

    private static string Level(SigmaHeader header) => header.Level.ToString().ToLowerInvariant();

    private static string Cell(string text) => Printable.Of(text).Replace("|", "\\|", StringComparison.Ordinal);

    private sealed record Row(SigmaHeader Header, string Sources, string Needs)
    {
        public string Area { get; } = Path.GetFileName(Path.GetDirectoryName(Header.File)) ?? "";

        /// <summary>By the ids of today.</summary>
        public IReadOnlyList<string> Techniques { get; } = [.. Header.Tags.Select(AttackTechniques.OfTag).OfType<string>().Distinct()];
    }
}
