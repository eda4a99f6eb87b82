using System.Globalization;
using System.Text.Json;
using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Stride;

namespace Ward.Cli.Shown;

/// <summary>STRIDE for each element of a city.</summary>
internal static class StrideShown
{
    public static void Show(Terminal terminal, IReadOnlyList<StrideThreat> threats, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(threats.Select(t => new { t.Element, kind = ThreatsShown.Hyphened(t.Kind), category = ThreatsShown.Hyphened(t.Category), state = ThreatsShown.Hyphened(t.State), severity = t.State == StrideState.Open ? RiskWords.Of(t.Severity) : null, t.Because }), JsonShape.Indented));
            return;
        }

        // One row an element: a letter for each category that applies, and what is open in words.
        var table = Cells.Table("Element", "S", "T", "R", "I", "D", "E", "Open");
        foreach (var element in threats.GroupBy(t => t.Element))
        {
            var letters = Enum.GetValues<StrideCategory>().Select(c => element.FirstOrDefault(t => t.Category == c)).Select(t => t?.State switch { StrideState.Open => "open", StrideState.Guarded => "ok", StrideState.Unknown => "?", null => "", _ => throw new InvalidOperationException("A state without a word.") });
            Cells.Row(table, [element.Key, .. letters, string.Join("; ", element.Where(t => t.State == StrideState.Open).SelectMany(t => t.Because).Distinct())]);
        }

        terminal.Print(table);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threats.Count} threats at {threats.Select(t => t.Element).Distinct().Count()} elements: {Count(StrideState.Open)} open, {Count(StrideState.Guarded)} guarded, {Count(StrideState.Unknown)} of which the model does not say enough"));

        int Count(StrideState state) => threats.Count(t => t.State == state);
    }
}
