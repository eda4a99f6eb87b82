using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Ward.Standards.Sigma;

/// <summary>Reads one value under its modifiers.</summary>
internal static class TestReader
{
    private const int MaxExpression = 8192;

    /// <summary>The test; null, and what was expected, where the value does not fit its modifiers.</summary>
    internal static SigmaTest? Read(string value, bool isNull, Modifiers modifiers, out string expected)
    {
        expected = "";
        if (isNull)
        {
            if (modifiers is { Kind: Modifiers.Test.Text, Before: false, After: false, AnyDash: false, Encoded: Modifiers.Encoding.None }) return new SigmaTest.Null();
            expected = "a value other than null under these modifiers";
            return null;
        }

        return modifiers.Kind switch
        {
            Modifiers.Test.Text => Text(value, modifiers, out expected),
            Modifiers.Test.Expression => Expression(value, modifiers.Options, out expected),
            Modifiers.Test.Cidr => Cidr(value, out expected),
            Modifiers.Test.Compare => Number(value, modifiers.Comparison, out expected),
            Modifiers.Test.Exists => Exists(value, out expected),
            Modifiers.Test.Reference => Reference(value, modifiers.Cased, out expected),
            _ => throw new InvalidOperationException($"Unknown kind {modifiers.Kind}."),
        };
    }

    private static SigmaTest? Text(string value, Modifiers modifiers, out string expected)
    {
        expected = "";
        var pattern = SigmaPattern.Parse(value);
        if (modifiers.Encoded == Modifiers.Encoding.None) return Open(pattern);
        if (pattern.HasWildcards || pattern.Parts.Count == 0)
        {
            expected = "a text without wildcards to encode";
            return null;
        }

        var bytes = modifiers.Wide is { } wide
            ? [.. wide.GetPreamble(), .. wide.GetBytes(pattern.Plain)]
            : Encoding.UTF8.GetBytes(pattern.Plain);
        if (modifiers.Encoded == Modifiers.Encoding.Base64Offset && bytes.Length < 2)
        {
            // One byte leaves no digit of its own at some offset: the test would hold for everything.
            expected = "a text of at least two bytes to encode";
            return null;
        }

        return modifiers.Encoded == Modifiers.Encoding.Base64
            ? Open(SigmaPattern.Literal(Convert.ToBase64String(bytes)))
            : new SigmaTest.OneOf([.. Enumerable.Range(0, 3).Select(shift => Open(SigmaPattern.Literal(Shifted(bytes, shift))))]);

        SigmaTest Open(SigmaPattern p) => new SigmaTest.Text(
            (modifiers.AnyDash ? p.WithAnyDash() : p).Open(modifiers.Before, modifiers.After), modifiers.Cased);
    }

    /// <summary>
    /// What of the bytes' Base64 form stays the same whatever stands before (shift bytes, modulo 3) and after them:
    /// the digits that carry bits of a neighbour are left out.
    /// </summary>
    private static string Shifted(byte[] bytes, int shift)
    {
        var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var first = ((shift * 8) + 5) / 6;
        var last = (shift + bytes.Length) * 8 / 6;
        return whole[first..last];
    }

    private static SigmaTest.Expression? Expression(string value, RegexOptions options, out string expected)
    {
        expected = "a regular expression without look-around, back-references and atomic groups";
        if (value.Length > MaxExpression)
        {
            expected = $"a regular expression of at most {MaxExpression} characters";
            return null;
        }

        try
        {
            return new SigmaTest.Expression(new Regex(value, options));
        }
        catch (NotSupportedException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            expected = "a well-formed regular expression";
            return null;
        }
    }

    private static SigmaTest.Cidr? Cidr(string value, out string expected)
    {
        expected = "a network such as 10.0.0.0/8 or fe80::/10";
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(value.AsSpan(0, slash), out var address)
            || !int.TryParse(value.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        var bytes = address.GetAddressBytes();
        if (length > bytes.Length * 8) return null;
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new SigmaTest.Cidr(new IPNetwork(new IPAddress(bytes), length));
    }

    private static SigmaTest.Number? Number(string value, SigmaComparison comparison, out string expected)
    {
        expected = "a number";
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new SigmaTest.Number(comparison, number)
            : null;
    }

    private static SigmaTest.SameAs? Reference(string value, bool cased, out string expected)
    {
        expected = "the name of a field";
        return value.Length > 0 ? new SigmaTest.SameAs(value, cased) : null;
    }

    private static SigmaTest.Exists? Exists(string value, out string expected)
    {
        expected = "true or false";
        return bool.TryParse(value, out var present) ? new SigmaTest.Exists(present) : null;
    }
}
