using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ward.Standards.OpenC2;

/// <summary>
/// An address with a prefix length as OpenC2 writes it (ipv4_net, ipv6_net). Host bits may be set
/// (127.0.0.1/8 is legal); <see cref="Network"/> is the range that is meant. Equality is over address and prefix.
/// </summary>
public readonly record struct AddressRange(IPAddress Address, int Prefix)
{
    /// <summary>32 or 128.</summary>
    public int Width => Address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    public bool IsHost => Prefix == Width;

    /// <summary>The range with its host bits cleared.</summary>
    public IPNetwork Network
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Address.TryWriteBytes(bytes, out var count);
            for (var bit = Prefix; bit < count * 8; bit++)
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            return new IPNetwork(new IPAddress(bytes[..count]), Prefix);
        }
    }

    public static AddressRange Of(IPAddress address) => new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);

    public static AddressRange Of(IPNetwork network) => new(network.BaseAddress, network.PrefixLength);

    /// <summary>Dotted quad without leading zeros, optionally with /0 to /32.</summary>
    public static bool TryReadV4(string text, out AddressRange range)
    {
        range = default;
        if (!TrySplit(text, 32, out var address, out var prefix) || !IsDottedQuad(address) || !IPAddress.TryParse(address, out var ip))
            return false;
        range = new(ip, prefix);
        return true;
    }

    /// <summary>Any RFC 4291 text form without a zone, optionally with /0 to /128.</summary>
    public static bool TryReadV6(string text, out AddressRange range)
    {
        range = default;
        if (!TrySplit(text, 128, out var address, out var prefix) || !IsPlainV6(address) || !IPAddress.TryParse(address, out var ip)
            || ip.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        range = new(ip, prefix);
        return true;
    }

    /// <summary>Canonical: a single host bears no prefix.</summary>
    public override string ToString() => IsHost ? Address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Address}/{Prefix}");

    private static bool TrySplit(string text, int width, out string address, out int prefix)
    {
        var slash = text.IndexOf('/');
        address = slash < 0 ? text : text[..slash];
        prefix = width;
        if (slash < 0)
            return true;
        var tail = text.AsSpan(slash + 1);
        return tail.Length is > 0 and <= 3 && (tail.Length == 1 || tail[0] != '0')
            && int.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= width;
    }

    // IPAddress.TryParse also takes octal, hexadecimal and short forms, which two readers may understand differently.
    private static bool IsDottedQuad(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(p => p.Length is > 0 and <= 3 && (p.Length == 1 || p[0] != '0') && p.All(char.IsAsciiDigit));
    }

    private static bool IsPlainV6(string text) =>
        text.Length is >= 2 and <= 45 && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') && text.Contains(':', StringComparison.Ordinal);
}
