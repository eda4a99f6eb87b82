using System.Globalization;
using System.Text;
using System.Text.Json;
using Ward.Govern.ThreatModel;

namespace Ward.Cli.Shown;

/// <summary>What kinds of risk say of themselves.</summary>
internal static class KindsShown
{
    public static void Table(Terminal terminal)
    {
        var table = Cells.Table("Id", "STRIDE", "CWE", "Mended by", "What it finds");
        foreach (var about in ThreatKinds.All.Select(k => k.About)) Cells.Row(table, about.Id, ThreatsShown.Hyphened(about.Stride), about.Cwe.ToString(CultureInfo.InvariantCulture), ThreatsShown.Hyphened(about.Function), about.Finds);
        terminal.Print(table);
    }

    public static void Json(Terminal terminal) => terminal.Out.WriteLine(JsonSerializer.Serialize(ThreatKinds.All.Select(k => k.About).Select(a => new
    {
        a.Id, a.Title, a.Finds, a.When, a.Rating, a.Mending, a.Check, stride = ThreatsShown.Hyphened(a.Stride), a.Cwe, function = ThreatsShown.Hyphened(a.Function), a.MayBeModelGap,
    }), JsonShape.Indented));

    public static void Explain(Terminal terminal, KindAbout about)
    {
        terminal.Out.WriteLine($"{about.Title} ({about.Id})");
        terminal.Out.WriteLine(about.Finds);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"Found at:  {about.When}");
        terminal.Out.WriteLine($"Severity:  {about.Rating}");
        terminal.Out.WriteLine($"Mended:    {about.Mending}");
        terminal.Out.WriteLine($"Check:     {about.Check}");
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"STRIDE:    {ThreatsShown.Hyphened(about.Stride)}; CWE-{about.Cwe}; for {ThreatsShown.Hyphened(about.Function)}{(about.MayBeModelGap ? "; may be a gap of the model alone" : "")}"));
    }

    /// <summary>The page docs/reference/threat-kinds.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Kinds of risk

            The {ThreatKinds.All.Count} kinds of risk that `ward threats` looks for ([guide](../guide/threat-model.md)). Ids, STRIDE categories, CWE numbers and the thresholds of ratings are those of Threagile; what each finds follows its public descriptions. This page is what `ward threats kinds --markdown` prints.


            """);
        foreach (var about in ThreatKinds.All.Select(k => k.About))
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                ## {about.Id}
                **{about.Title}.** {about.Finds}
                - Found at: {about.When}
                - Severity: {about.Rating}
                - Mended: {about.Mending}
                - Check: {about.Check}
                - {ThreatsShown.Hyphened(about.Stride)}, [CWE-{about.Cwe}](https://cwe.mitre.org/data/definitions/{about.Cwe}.html), for {ThreatsShown.Hyphened(about.Function)}{(about.MayBeModelGap ? "; may be a gap of the model alone" : "")}


                """);
        }

        return text.ToString().TrimEnd() + "\n";
    }
}
