using System.Globalization;
using System.Text;
using Ward.Detect.Explaining;
using Ward.Ingest;
using Ward.Standards.Sigma;
using Ward.Standards.Yaml;

namespace Ward.Cli.Shown;

/// <summary>A rule over lines: a verdict for each, and the whole tree for one.</summary>
internal static class ExplanationShown
{
    private const int LongestLine = 160;
    private const int MostFields = 60;

    public static void Print(TextWriter to, IReadOnlyList<RuleExplanation> all, IReadOnlyList<Event> events, int which)
    {
        Title(to, all[0].Rule);
        foreach (var (index, explanation) in all.Index())
            if (all.Count > 1) to.WriteLine($"  line {index + 1}: {(explanation.Matches ? "matches" : "does not match")}");
        var (told, e) = (all[which - 1], events[which - 1]);
        to.WriteLine($"{(told.Matches ? "MATCHES" : "DOES NOT MATCH")} line {which}: {Line(e)}");
        ReasonShown.Print(to, told);
        if (!told.Matches) Fields(to, e);
    }

    internal static void Title(TextWriter to, SigmaHeader rule) => to.WriteLine($"{Printable.Of(rule.Title)} ({Printable.Of(rule.Key)}, {Printable.Of(rule.File)}:{rule.Line})");

    /// <summary>The line's beginning, who read it, and when it happened.</summary>
    internal static string Line(Event e)
    {
        var raw = e.Raw.Span;
        var shown = Printable.Of(Encoding.UTF8.GetString(raw.Length > LongestLine ? raw[..LongestLine] : raw)) + (raw.Length > LongestLine ? "…" : "");
        var by = e.Decoder.Length > 0 ? $"read by {e.Decoder}" : "understood by no decoder: only the line itself can be asked for";
        return string.Create(CultureInfo.InvariantCulture, $"{shown}\n      {by}, {e.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
    }

    /// <summary>What the event has, so that a field can be found under the name that it has there.</summary>
    internal static void Fields(TextWriter to, Event e)
    {
        to.WriteLine("The event has:");
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      class_uid = {(int)e.Class}, activity_id = {e.Activity}, status_id = {e.StatusId}{(e.Asset is { } asset ? $", asset = {Printable.Of(asset.Value)}" : "")}"));
        for (var slot = 0; slot < Math.Min(e.FieldCount, MostFields); slot++)
            to.WriteLine($"      {Printable.Of(Encoding.UTF8.GetString(e.NameAt(slot)))} = {Printable.Quoted(Encoding.UTF8.GetString(e.ValueAt(slot)))}");
        if (e.FieldCount > MostFields) to.WriteLine($"      and {e.FieldCount - MostFields} more");
    }
}
