using System.Globalization;
using Ward.Standards.Yaml;

namespace Ward.Configuration;

/// <summary>Durations as people write them: 30s, 15m, 2h, 1d.</summary>
internal static class Durations
{
    public static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongestLease = TimeSpan.FromHours(24);

    public static TimeSpan Read(YamlField field, TimeSpan least, TimeSpan most, TimeSpan? whenAbsent = null) =>
        whenAbsent is { } given && field.IsAbsent
            ? given
            : field.Parsed($"a duration from {Shown(least)} to {Shown(most)}, such as 90s, 15m, 2h or 1d",
                (string text, out TimeSpan value) => TryRead(text, out value) && value >= least && value <= most, least);

    public static bool TryRead(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        if (text.Length is < 2 or > 9 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        long seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        value = TimeSpan.FromSeconds(number * seconds);
        return seconds > 0;
    }

    private static string Shown(TimeSpan value) => value switch
    {
        { TotalDays: >= 2 } => Number(value.TotalDays) + "d",
        { TotalHours: >= 1 } => Number(value.TotalHours) + "h",
        { TotalMinutes: >= 1 } => Number(value.TotalMinutes) + "m",
        _ => Number(value.TotalSeconds) + "s",
    };

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
