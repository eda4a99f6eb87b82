using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ward.Standards.Stix.Patterns;

/// <summary>Addresses and networks as STIX has them: a network may name any address in it.</summary>
internal static class Networks
{
    public static bool TryRead(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var plain = slash < 0 ? text : text[..slash];
        if (plain.Length is < 2 or > 45 || plain.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(plain, out var address)) return false;
        if (address.AddressFamily == AddressFamily.InterNetwork && plain != address.ToString()) return false;
        var longest = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = longest;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > longest)) return false;
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        network = new IPNetwork(new IPAddress(bytes), length);
        return true;
    }

    public static bool Holds(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);
}
