using System.Globalization;

namespace Ward.Ingest.Search.Language;

/// <summary>Lengths of time as the language writes them: 30s, 15m, 2h, 7d, 4w.</summary>
internal static class Span
{
    public const string Expected = "a length of time such as 30s, 15m, 2h, 7d or 4w, of one second to ten years";
    private static readonly (char Unit, long Seconds)[] Units = [('w', 604_800), ('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    public static bool TryRead(ReadOnlySpan<char> text, out TimeSpan span)
    {
        span = default;
        if (text.Length is < 2 or > 10 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        foreach (var (unit, seconds) in Units)
        {
            if (unit != text[^1]) continue;
            if (number < 1 || number * seconds > 10L * 366 * 86_400) return false;
            span = TimeSpan.FromSeconds(number * seconds);
            return true;
        }

        return false;
    }

    public static string Print(TimeSpan span)
    {
        var whole = (long)span.TotalSeconds;
        foreach (var (unit, seconds) in Units)
            if (whole % seconds == 0) return string.Create(CultureInfo.InvariantCulture, $"{whole / seconds}{unit}");
        throw new InvalidOperationException("A length of time has whole seconds.");
    }
}
