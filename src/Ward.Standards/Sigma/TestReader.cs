using System.Globalization;
using System.Net;

namespace Ward.Standards.Sigma;

/// <summary>Reads one value under its modifiers.</summary>
internal static class TestReader
{
    /// <summary>Bits before the IPv4 address in an IPv4-mapped one.</summary>
    private const int MappedPrefix = 96;

    /// <summary>The test; null, and what was expected, where the value does not fit its modifiers.</summary>
    internal static SigmaTest? Read(string value, bool isNull, Modifiers modifiers, out string expected)
    {
        expected = "";
        if (isNull)
        {
            if (modifiers is { IsPlain: true, Expand: false }) return new SigmaTest.Null();
            expected = "a value other than null under these modifiers";
            return null;
        }

        if (!modifiers.Expand) return Read(value, modifiers, out expected);
        var template = SigmaTemplate.Parse(value);
        return template.Names.Any()
            ? new SigmaTest.Expand(template) { Modifiers = modifiers }
            : Read(template.ToString(), modifiers, out expected);
    }

    /// <summary>The same for a value without placeholders.</summary>
    internal static SigmaTest? Read(string value, Modifiers modifiers, out string expected) => modifiers.Kind switch
    {
        Modifiers.Test.Text => Text(value, modifiers, out expected),
        Modifiers.Test.Expression => ExpressionReader.Read(value, modifiers.Options, out expected) is { } regex ? new SigmaTest.Expression(regex) : null,
        Modifiers.Test.Cidr => Cidr(value, out expected),
        Modifiers.Test.Compare => Number(value, modifiers.Comparison ?? SigmaComparison.Equal, out expected),
        Modifiers.Test.Time => Time(value, modifiers, out expected),
        Modifiers.Test.Exists => Exists(value, out expected),
        Modifiers.Test.Reference => Reference(value, modifiers, out expected),
        _ => throw new InvalidOperationException($"Unknown kind {modifiers.Kind}."),
    };

    private static SigmaTest? Text(string value, Modifiers modifiers, out string expected)
    {
        expected = "";
        var pattern = SigmaPattern.Parse(value);
        if (modifiers.AnyDash) pattern = pattern.WithAnyDash();
        if (modifiers.Encoded == Modifiers.Encoding.None && modifiers.Wide is null) return Open(pattern);
        expected = "a text without wildcards, with at most three words that begin with a dash, to encode";
        if (pattern.Parts.Count == 0 || pattern.WithEachDash(most: 3) is not { } texts) return null;

        var encoded = new List<SigmaTest>();
        foreach (var text in texts)
        {
            if (Encodings.Of(text, modifiers, out expected) is not { } forms) return null;
            encoded.AddRange(forms.Select(form => Open(SigmaPattern.Literal(form))));
        }

        return encoded is [var only] ? only : new SigmaTest.OneOf(encoded);

        SigmaTest Open(SigmaPattern p) => new SigmaTest.Text(p.Open(modifiers.Before, modifiers.After), modifiers.Cased);
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
        var start = new IPAddress(bytes);
        // IPv4 written as IPv6 (RFC 4291, section 2.5.5.2) is the same network.
        return new SigmaTest.Cidr(length >= MappedPrefix && start.IsIPv4MappedToIPv6 ? new IPNetwork(start.MapToIPv4(), length - MappedPrefix) : new IPNetwork(start, length));
    }

    private static SigmaTest.Number? Number(string value, SigmaComparison comparison, out string expected)
    {
        expected = "a number";
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new SigmaTest.Number(comparison, number)
            : null;
    }

    private static SigmaTest.Time? Time(string value, Modifiers modifiers, out string expected)
    {
        var (least, most) = modifiers.Part switch
        {
            SigmaTimePart.Minute => (0, 59),
            SigmaTimePart.Hour => (0, 23),
            SigmaTimePart.Day => (1, 31),
            SigmaTimePart.Week => (1, 53),
            SigmaTimePart.Month => (1, 12),
            SigmaTimePart.Year => (0, 9999),
            _ => throw new InvalidOperationException($"Unknown part {modifiers.Part}."),
        };
        expected = $"a whole number from {least} to {most}";
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? new SigmaTest.Time(modifiers.Part, modifiers.Comparison ?? SigmaComparison.Equal, number)
            : null;
    }

    private static SigmaTest.SameAs? Reference(string value, Modifiers modifiers, out string expected)
    {
        expected = "the name of a field";
        return value.Length > 0 ? new SigmaTest.SameAs(value, modifiers.Cased) { Before = modifiers.Before, After = modifiers.After } : null;
    }

    private static SigmaTest.Exists? Exists(string value, out string expected)
    {
        expected = "true or false";
        return bool.TryParse(value, out var present) ? new SigmaTest.Exists(present) : null;
    }
}
