using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Tests.Rules;

/// <summary>The meaning of the tree said as plainly as possible, over strings and a dictionary: what the engine must agree with.</summary>
internal sealed class FullScan(IReadOnlyDictionary<string, string> fields, string raw)
{
    internal static bool Matches(SigmaRule rule, LogSource source, IReadOnlyDictionary<string, string> fields, string raw) =>
        Same(rule.LogSource.Product, source.Product) && Same(rule.LogSource.Service, source.Service) && Same(rule.LogSource.Category, source.Category)
        && new FullScan(fields, raw).Holds(rule.Condition, rule);

    private static bool Same(string stated, string there) => stated.Length == 0 || string.Equals(stated, there, StringComparison.OrdinalIgnoreCase);

    private bool Holds(SigmaCondition condition, SigmaRule rule) => condition switch
    {
        SigmaCondition.And and => Holds(and.Left, rule) & Holds(and.Right, rule),
        SigmaCondition.Or or => Holds(or.Left, rule) | Holds(or.Right, rule),
        SigmaCondition.Not not => !Holds(not.Inner, rule),
        SigmaCondition.Selection selection => Holds(rule.Selections.Single(s => s.Name == selection.Name).Detection),
        SigmaCondition.AtLeast some => some.Names.Count(n => Holds(rule.Selections.Single(s => s.Name == n).Detection)) >= some.Count,
        _ => throw new NotSupportedException(),
    };

    private bool Holds(SigmaDetection detection) => detection switch
    {
        SigmaDetection.All all => all.Parts.All(Holds),
        SigmaDetection.Any any => any.Parts.Any(Holds),
        SigmaDetection.Keywords words => words.Every ? words.Tests.All(Anywhere) : words.Tests.Any(Anywhere),
        SigmaDetection.Field field => Holds(field),
        _ => throw new NotSupportedException(),
    };

    private bool Anywhere(SigmaTest test) => fields.Values.Append(raw).Any(value => Holds(test, value));

    private bool Holds(SigmaDetection.Field field)
    {
        var value = fields.TryGetValue(field.Name, out var there) ? there : null;
        var held = field.Every ? field.Tests.All(t => Holds(t, value)) : field.Tests.Any(t => Holds(t, value));
        return held != field.Negated;
    }

    private bool Holds(SigmaTest test, string? value) => test switch
    {
        SigmaTest.Null => value is null,
        SigmaTest.Exists exists => exists.Present == value is not null,
        _ when value is null => false,
        SigmaTest.Text text => Fits(text.Pattern.Parts, 0, [.. value.EnumerateRunes()], 0, text.Cased),
        SigmaTest.Expression(var regex) => new Regex(regex.ToString(), regex.Options).IsMatch(value),
        SigmaTest.Cidr cidr => IPAddress.TryParse(value, out var address) && (value.Contains(':') || value.Count(c => c == '.') == 3)
            && cidr.Network.Contains(address.IsIPv4MappedToIPv6 && cidr.Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv4() : address),
        SigmaTest.Number number => double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var n)
            && Compares(number.Comparison, n, number.Value),
        SigmaTest.SameAs same => fields.TryGetValue(same.Field, out var other)
            && (same.Cased ? Relates(same, value, other) : Relates(same, string.Concat(value.EnumerateRunes().Select(Fold)), string.Concat(other.EnumerateRunes().Select(Fold)))),
        SigmaTest.Time time => DateTime.TryParseExact(value, ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && Compares(time.Comparison, time.Part switch
            {
                SigmaTimePart.Minute => at.Minute,
                SigmaTimePart.Hour => at.Hour,
                SigmaTimePart.Day => at.Day,
                SigmaTimePart.Week => ISOWeek.GetWeekOfYear(at),
                SigmaTimePart.Month => at.Month,
                SigmaTimePart.Year => at.Year,
                _ => throw new NotSupportedException(),
            }, time.Value),
        SigmaTest.OneOf some => some.Tests.Any(t => Holds(t, value)),
        _ => throw new NotSupportedException(),
    };

    private static bool Compares(SigmaComparison comparison, double n, double bound) => comparison switch
    {
        SigmaComparison.Less => n < bound,
        SigmaComparison.LessOrEqual => n <= bound,
        SigmaComparison.Greater => n > bound,
        SigmaComparison.GreaterOrEqual => n >= bound,
        SigmaComparison.Equal => n == bound,
        _ => throw new NotSupportedException(),
    };

    private static bool Relates(SigmaTest.SameAs same, string value, string other) => (same.Before, same.After) switch
    {
        (true, true) => value.Contains(other, StringComparison.Ordinal),
        (true, false) => value.EndsWith(other, StringComparison.Ordinal),
        (false, true) => value.StartsWith(other, StringComparison.Ordinal),
        _ => value == other,
    };

    private static bool Fits(IReadOnlyList<SigmaPattern.Part> parts, int part, Rune[] value, int at, bool cased)
    {
        if (part == parts.Count) return at == value.Length;
        switch (parts[part].Kind)
        {
            case SigmaPattern.Kind.Star:
                for (var next = at; next <= value.Length; next++)
                    if (Fits(parts, part + 1, value, next, cased)) return true;
                return false;
            case SigmaPattern.Kind.One:
                return at < value.Length && Fits(parts, part + 1, value, at + 1, cased);
            case SigmaPattern.Kind.Dash:
                return at < value.Length && SigmaPattern.Dashes.Contains((char)value[at].Value) && value[at].IsBmp && Fits(parts, part + 1, value, at + 1, cased);
            default:
                foreach (var rune in parts[part].Text.EnumerateRunes())
                {
                    if (at == value.Length) return false;
                    if (cased ? rune != value[at] : Fold(rune) != Fold(value[at])) return false;
                    at++;
                }

                return Fits(parts, part + 1, value, at, cased);
        }
    }

    private static string Fold(Rune rune)
    {
        var upper = rune.ToString().ToUpperInvariant();
        return upper.Any(char.IsAscii) && !rune.IsAscii ? rune.ToString() : upper;
    }
}
