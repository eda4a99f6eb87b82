using System.Globalization;
using Ward.Detect.Baselines;

namespace Ward.Detect.Indicators;

/// <summary>
/// Values as people and feeds write them, brought into the one form that is compared: defanged text made whole again, names in lower case and
/// punycode without the last dot, IPv4 within IPv6 as IPv4, URLs without scheme, fragment and the scheme's own port. Pure.
/// </summary>
public static class IndicatorText
{
    private const int LongestValue = 2048;
    private static readonly System.Buffers.SearchValues<char> NotInMail = System.Buffers.SearchValues.Create(" \t\r\n<>,;@");
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <param name="reason">Why it is none, in words.</param>
    public static bool TryNormalise(IndicatorType type, string text, out string value, out string reason)
    {
        (value, reason) = ("", "");
        text = Fanged(text.Trim());
        if (text.Length is 0 or > LongestValue) return Refuse(text.Length == 0 ? "it is empty" : "it is too long", out reason);
        switch (type)
        {
            case IndicatorType.Address: return TryAddress(text, out value) || Refuse("it is no IP address", out reason);
            case IndicatorType.Network: return TryNetwork(text, out value) || Refuse("it is no network such as 198.51.100.0/24", out reason);
            case IndicatorType.Domain: return TryDomain(text, out value) || Refuse("it is no domain of two parts or more", out reason);
            case IndicatorType.Url: return TryUrl(text, out value) || Refuse("it is no URL with a host", out reason);
            case IndicatorType.Hash: return TryHash(text, out value) || Refuse("it is no MD5, SHA-1, SHA-256 or SHA-512 in hex", out reason);
            case IndicatorType.Mail: return TryMail(text, out value) || Refuse("it is no mail address", out reason);
            case IndicatorType.Ja3: return (text.Length == 32 && TryHash(text, out value)) || Refuse("it is no JA3: 32 hexadecimal digits", out reason);
            case IndicatorType.Ja4: return TryJa4(text, out value) || Refuse("it is no JA4, such as t13d1516h2_8daaf6152771_b0da82dd1658", out reason);
            default: throw new InvalidOperationException($"No text is normalised to {type}.");
        }
    }

    /// <summary>What a bare value is, by its form: for lists that do not say. A digest of 32 digits is taken as a file's.</summary>
    public static bool TryGuess(string text, out IndicatorType type, out string value, out string reason)
    {
        var whole = Fanged(text.Trim());
        type = whole.Contains("://", StringComparison.Ordinal) ? IndicatorType.Url
            : TryAddress(whole, out _) ? IndicatorType.Address
            : whole.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? whole.AsSpan(slash + 1).ContainsAnyExceptInRange('0', '9') || !TryAddress(whole[..slash], out _) ? IndicatorType.Url : IndicatorType.Network
            : whole.Contains('@', StringComparison.Ordinal) ? IndicatorType.Mail
            : TryHash(whole, out _) ? IndicatorType.Hash
            : TryJa4(whole, out _) ? IndicatorType.Ja4
            : IndicatorType.Domain;
        return TryNormalise(type, whole, out value, out reason);
    }

    /// <summary>hxxp, [.], (.), {.}, [:], [at] and their like, as they were.</summary>
    public static string Fanged(string text)
    {
        if (text.AsSpan().IndexOfAny('[', '(', '{') >= 0)
        {
            foreach (var dot in (ReadOnlySpan<string>)["[.]", "(.)", "{.}", "[dot]", "(dot)", "[DOT]"]) text = text.Replace(dot, ".", StringComparison.Ordinal);
            foreach (var at in (ReadOnlySpan<string>)["[@]", "(@)", "[at]", "(at)", "[AT]"]) text = text.Replace(at, "@", StringComparison.Ordinal);
            text = text.Replace("[:]", ":", StringComparison.Ordinal).Replace("[://]", "://", StringComparison.Ordinal).Replace("[/]", "/", StringComparison.Ordinal);
        }

        return text.StartsWith("hxxp", StringComparison.OrdinalIgnoreCase) || text.StartsWith("h**p", StringComparison.OrdinalIgnoreCase) ? string.Concat("http", text.AsSpan(4))
            : text.StartsWith("fxp", StringComparison.OrdinalIgnoreCase) ? string.Concat("ftp", text.AsSpan(3)) : text;
    }

    public static bool TryDomain(string text, out string value)
    {
        value = "";
        if (text.StartsWith("*.", StringComparison.Ordinal)) text = text[2..];
        text = text.Trim('.').Replace('\u3002', '.').Replace('\uFF0E', '.');
        if (text.Length is < 3 or > 253) return false;
        if (text.Any(c => c > 0x7F) && !TryPunycode(text, out text)) return false;
        var labels = text.Split('.');
        if (labels.Length < 2 || labels.Any(l => l.Length is 0 or > 63 || !l.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))) return false;
        // The last label of a name is never a number (RFC 3696, 2): '1.2.3' is half an address.
        if (labels[^1].All(char.IsAsciiDigit)) return false;
        value = text.ToLowerInvariant();
        return true;
    }

    internal static bool TryRange(string text, out UInt128 start, out UInt128 end)
    {
        (start, end) = (default, default);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        Span<byte> plain = stackalloc byte[46];
        var address = slash < 0 ? text : text[..slash];
        if (address.Length > 45 || !System.Text.Ascii.IsValid(address) || !SourceAddress.TryRead(plain[..System.Text.Encoding.ASCII.GetBytes(address, plain)], out start)) return false;
        var isV4 = SourceAddress.IsV4(start);
        var length = isV4 ? 32 : 128;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > (isV4 ? 32 : 128))) return false;
        var host = (isV4 ? 32 : 128) - length;
        var mask = host == 128 ? UInt128.MaxValue : (UInt128.One << host) - 1;
        (start, end) = (start & ~mask, start | mask);
        return true;
    }

    private static bool TryAddress(string text, out string value)
    {
        value = "";
        if (text.Contains('/', StringComparison.Ordinal) || !TryRange(text.Trim('[', ']'), out var start, out _)) return false;
        value = SourceAddress.ToAddress(start).ToString();
        return true;
    }

    private static bool TryNetwork(string text, out string value)
    {
        value = "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        // '::ffff:198.51.100.0/120' counts its bits from another start than '198.51.100.0/24'.
        if (slash < 0 || !TryRange(text, out var start, out var end) || (SourceAddress.IsV4(start) && text.Contains(':', StringComparison.Ordinal))) return false;
        var bits = (int)UInt128.PopCount(end - start);
        value = string.Create(CultureInfo.InvariantCulture, $"{SourceAddress.ToAddress(start)}/{(SourceAddress.IsV4(start) ? 32 : 128) - bits}");
        return true;
    }

    private static bool TryUrl(string text, out string value)
    {
        value = "";
        // Within a path or a query the mark is another URL's.
        var scheme = text.IndexOf("://", StringComparison.Ordinal) is var mark && mark >= 0 && text.AsSpan(0, mark).IndexOfAny('/', '?', '#') < 0 ? mark : -1;
        var rest = scheme < 0 ? text : text[(scheme + 3)..];
        if (rest.Any(c => c <= ' ')) return false;
        var hostEnd = rest.IndexOfAny(['/', '?', '#']) is var found and >= 0 ? found : rest.Length;
        var authority = rest[..hostEnd];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = authority.LastIndexOf(':');
        // More than one colon outside brackets is an address, not a port.
        var hasPort = colon > 0 && !authority.EndsWith(']') && (authority.IndexOf(':', StringComparison.Ordinal) == colon || authority[colon - 1] == ']');
        var (host, port) = hasPort ? (authority[..colon], authority[(colon + 1)..]) : (authority, "");
        if (port.Length > 0 && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return false;
        if (!TryAddress(host, out var plain) && !TryDomain(host, out plain)) return false;
        var tail = rest[hostEnd..];
        if (tail.IndexOf('#', StringComparison.Ordinal) is var fragment and >= 0) tail = tail[..fragment];
        if (!tail.StartsWith('/')) tail = "/" + tail;
        value = plain + (port is "" or "80" or "443" ? "" : ":" + port) + tail;
        return true;
    }

    private static bool TryHash(string text, out string value)
    {
        value = "";
        if (text.Length is not (32 or 40 or 64 or 128) || !text.All(char.IsAsciiHexDigit)) return false;
        value = text.ToLowerInvariant();
        return true;
    }

    private static bool TryMail(string text, out string value)
    {
        value = "";
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || text.AsSpan(0, at).ContainsAny(NotInMail) || !TryDomain(text[(at + 1)..], out var domain)) return false;
        value = string.Concat(text[..at].ToLowerInvariant(), "@", domain);
        return true;
    }

    private static bool TryJa4(string text, out string value)
    {
        value = text.ToLowerInvariant();
        var parts = value.Split('_');
        return parts.Length == 3 && parts[0].Length == 10 && (parts[0][0] is 't' or 'q' or 'd') && parts[1].Length == 12 && parts[2].Length == 12
            && parts[0].All(char.IsAsciiLetterOrDigit) && parts[1].All(char.IsAsciiHexDigit) && parts[2].All(char.IsAsciiHexDigit);
    }

    private static bool TryPunycode(string text, out string ascii)
    {
        ascii = text;
        try
        {
            ascii = Idn.GetAscii(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool Refuse(string why, out string reason)
    {
        reason = why;
        return false;
    }
}
