using System.Globalization;
using System.Text.RegularExpressions;
using Ward.Detect.Matching;
using Ward.Standards.Sigma;

namespace Ward.Detect.Testing;

/// <summary>
/// Values for which a test says the contrary of what it says of a given one, the smallest changes first. They are tried, so a wrong one costs
/// nothing; where none is right, the item cannot be changed.
/// </summary>
internal static class Contraries
{
    private const int MostPlaces = 64;

    /// <param name="value">What is there; null where nothing is.</param>
    /// <param name="holds">What the test says of it.</param>
    /// <param name="other">The value of another field of the same event; null where it is not there.</param>
    /// <returns>Null among them is absence.</returns>
    internal static IEnumerable<string?> Of(SigmaTest test, string? value, bool holds, Func<string, string?> other) => (holds, value) switch
    {
        (true, null) => ["1", "x"],
        (true, _) => Untrue(test, value).Concat(Altered(value)).Append("").Append(null),
        (false, _) => True(test, value ?? "", other),
    };

    /// <summary>The text with every place altered where it fits the test's own literal, whatever the case.</summary>
    internal static string Broken(SigmaTest test, string value)
    {
        foreach (var literal in Literals(test))
        {
            for (var at = value.IndexOf(literal, StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf(literal, at + 1, StringComparison.OrdinalIgnoreCase))
                value = Altered(value, at + (literal.Length / 2));
        }

        return value;
    }

    private static IEnumerable<string?> Untrue(SigmaTest test, string value) => test switch
    {
        SigmaTest.Text => [Broken(test, value)],
        SigmaTest.OneOf(var some) => [some.Aggregate(value, (v, t) => Broken(t, v)), .. some.SelectMany(t => Untrue(t, value))],
        SigmaTest.Number(_, var bound) => Around(bound),
        SigmaTest.Cidr => ["192.0.2.1", "10.0.0.1", "198.51.100.1", "2001:db8::1"],
        SigmaTest.Time time => Dates(time, value),
        SigmaTest.Exists { Present: true } => [null],
        _ => [],
    };

    private static IEnumerable<string?> True(SigmaTest test, string value, Func<string, string?> other) => test switch
    {
        SigmaTest.Text(var pattern, _) => Fitting(pattern, value),
        SigmaTest.OneOf(var some) => some.SelectMany(t => True(t, value, other)),
        SigmaTest.Number(_, var bound) => Around(bound),
        SigmaTest.Cidr(var network) => [network.BaseAddress.ToString()],
        SigmaTest.Time time => Dates(time, value),
        SigmaTest.Exists { Present: true } => ["1"],
        SigmaTest.Exists or SigmaTest.Null => [null],
        SigmaTest.SameAs same => other(same.Field) is { } wanted ? [wanted] : [],
        SigmaTest.Expression(var regex) => [.. Spelt(regex), .. (RequiredLiterals.Of(regex, out _) ?? []).Select(l => value + l)],
        _ => [],
    };

    private static IEnumerable<string?> Fitting(SigmaPattern pattern, string value)
    {
        var text = string.Concat(pattern.Parts.Select(p => p.Kind switch
        {
            SigmaPattern.Kind.Literal => p.Text,
            SigmaPattern.Kind.One => "a",
            SigmaPattern.Kind.Dash => "-",
            _ => "",
        }));
        var before = pattern.Parts is [{ Kind: SigmaPattern.Kind.Star }, ..];
        var after = pattern.Parts is [.., { Kind: SigmaPattern.Kind.Star }];
        // What else the value says stays, where it may.
        if (before) yield return value + text;
        if (after) yield return text + value;
        yield return text;
        yield return text.Length == 0 ? "x" : text;
    }

    /// <summary>The expression as a text, as if it had no signs of its own: right for those that are a text with escapes and anchors.</summary>
    private static IEnumerable<string?> Spelt(Regex regex)
    {
        var bare = Regex.Replace(regex.ToString(), @"^\(\?[imsx]+\)|^\^|\$$|\\b|\(\?:|[()]", "").Split('|')[0];
        yield return Regex.Replace(Regex.Replace(bare, @"\.[*+]\??|\\s[*+]?", " "), @"\\(.)", "$1");
        yield return Regex.Replace(Regex.Replace(bare, @"(\[[^\]]*\]|\\d|\.)(\{\d+(,\d*)?\}|[*+?])?", "1"), @"\\(.)", "$1");
    }

    private static IEnumerable<string?> Around(double bound) =>
        new[] { bound, bound + 1, bound - 1 }.Select(n => n.ToString("0.################", CultureInfo.InvariantCulture));

    private static IEnumerable<string?> Dates(SigmaTest.Time time, string value)
    {
        // As it is written, whatever the zone of the machine.
        var from = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read.DateTime : new DateTime(2026, 3, 4, 12, 30, 0, DateTimeKind.Utc);
        foreach (var step in (int[])[1, -1, 2, -2, 6, -6, 12, 24, 48, -24, 100, -100])
        {
            if (from.Year + (step * (time.Part == SigmaTimePart.Year ? 1 : 0)) is < 1971 or > 9000) continue;
            yield return Said(time.Part switch
            {
                SigmaTimePart.Minute => from.AddMinutes(step),
                SigmaTimePart.Hour => from.AddHours(step),
                SigmaTimePart.Day => from.AddDays(step),
                SigmaTimePart.Week => from.AddDays(7 * step),
                SigmaTimePart.Month => from.AddMonths(step),
                _ => from.AddYears(step),
            });
        }

        if (Set(time.Part, from, time.Value) is { } exact) yield return Said(exact);
    }

    private static DateTime? Set(SigmaTimePart part, DateTime from, int value)
    {
        try
        {
            return part switch
            {
                SigmaTimePart.Minute => from.AddMinutes(value - from.Minute),
                SigmaTimePart.Hour => from.AddHours(value - from.Hour),
                SigmaTimePart.Day => from.AddDays(value - from.Day),
                SigmaTimePart.Week => from.AddDays(7 * (value - ISOWeek.GetWeekOfYear(from))),
                SigmaTimePart.Month => from.AddMonths(value - from.Month),
                _ => from.AddYears(value - from.Year),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string Said(DateTime date) => date.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "Z";

    private static IEnumerable<string> Altered(string value) => Enumerable.Range(0, Math.Min(value.Length, MostPlaces)).Select(at => Altered(value, at));

    /// <summary>A digit becomes another digit and a letter another letter, so that an address stays one.</summary>
    private static string Altered(string value, int at)
    {
        var c = value[at];
        var other = char.IsAsciiDigit(c) ? (char)('0' + ((c - '0' + 1) % 10))
            : char.IsAsciiLetter(c) ? (c is 'z' or 'Z' ? (char)(c - 25) : (char)(c + 1))
            : c == '_' ? 'x' : '_';
        return string.Concat(value.AsSpan(0, at), [other], value.AsSpan(at + 1));
    }

    private static IEnumerable<string> Literals(SigmaTest test) => test switch
    {
        SigmaTest.Text(var pattern, _) => pattern.Parts.Where(p => p.Kind == SigmaPattern.Kind.Literal).Select(p => p.Text).OrderByDescending(t => t.Length).Take(1),
        SigmaTest.Expression(var regex) => RequiredLiterals.Of(regex, out _) ?? [],
        SigmaTest.OneOf(var some) => some.SelectMany(Literals),
        _ => [],
    };
}
