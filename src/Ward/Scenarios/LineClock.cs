using System.Globalization;
using System.Text;
using Ward.Ingest;

namespace Ward.Scenarios;

/// <summary>
/// Gives recorded lines the moment at which they would have arrived: the time that they state themselves, in the forms that
/// syslog files (ISO 8601, RFC 3164 section 4.1.2) and web servers ([dd/MMM/yyyy:HH:mm:ss +0000]) write.
/// </summary>
public static class LineClock
{
    /// <summary>Splits a file into lines; one without a readable time keeps that of the line before. Empty lines are left out.</summary>
    public static IEnumerable<ScenarioLine> Stamp(FeedId feed, ReadOnlyMemory<byte> file, DateTimeOffset start)
    {
        var time = start;
        while (!file.IsEmpty)
        {
            var end = file.Span.IndexOf((byte)'\n');
            var line = end < 0 ? file : file[..end];
            file = end < 0 ? default : file[(end + 1)..];
            if (line.Span.EndsWith("\r"u8)) line = line[..^1];
            if (line.IsEmpty) continue;
            if (TryRead(line.Span, start.Year, out var stated) && stated > time) time = stated;
            yield return new ScenarioLine(feed, time, line);
        }
    }

    /// <param name="year">For lines that carry none.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, int year, out DateTimeOffset time)
    {
        if (line is [>= (byte)'0' and <= (byte)'9', ..] && line.IndexOf((byte)' ') is var space and > 18 && TryIso(line[..space], out time)) return true;
        if (line.Length > 15 && TryText(line[..15], "MMM d HH:mm:ss", year, out time)) return true;
        var open = line.IndexOf((byte)'[');
        if (open >= 0 && line.Length > open + 27 && line[open + 27] == ']' && TryText(line.Slice(open + 1, 26), "dd/MMM/yyyy:HH:mm:ss zzz", null, out time)) return true;
        time = default;
        return false;
    }

    private static bool TryIso(ReadOnlySpan<byte> text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(Encoding.ASCII.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static bool TryText(ReadOnlySpan<byte> text, string form, int? year, out DateTimeOffset time)
    {
        var words = Encoding.ASCII.GetString(text);
        return DateTimeOffset.TryParseExact(year is null ? words : $"{words} {year.Value.ToString("0000", CultureInfo.InvariantCulture)}", year is null ? form : form + " yyyy",
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite, out time);
    }
}
