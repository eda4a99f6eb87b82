using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ward.Standards.Yaml;

namespace Ward.City.Reading;

/// <summary>Addresses and networks as people write them, without the short forms that hide a slip ("10.1" is 10.0.0.1 to the platform).</summary>
public static class Addresses
{
    public static bool TryAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%') || !IPAddress.TryParse(text, out var read) || read.IsIPv4MappedToIPv6) return false;
        address = read;
        return read.AddressFamily == AddressFamily.InterNetworkV6 || read.ToString() == text;
    }

    /// <summary>A MAC address with colons or hyphens, or as Cisco writes it (0011.22aa.bbcc); given back in upper case with colons.</summary>
    public static bool TryMac(string text, out string mac)
    {
        var digits = string.Concat(text.Where(c => c is not (':' or '-' or '.')));
        var good = digits.Length == 12 && digits.All(char.IsAsciiHexDigit) && text.Length is 12 or 14 or 17;
        mac = good ? string.Join(':', Enumerable.Range(0, 6).Select(i => digits.Substring(2 * i, 2))).ToUpperInvariant() : "";
        return good;
    }

    public static IPAddress Address(YamlField field) =>
        field.Parsed<IPAddress>("an IP address such as 10.1.2.3", TryAddress, IPAddress.None);

    /// <summary>A network; a bare address is a network of one. Null, with the problem added, where it is neither.</summary>
    public static IPNetwork? Network(YamlField field)
    {
        const string expected = "a network such as 10.1.0.0/16";
        var text = field.Peek ?? "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryAddress(slash < 0 ? text : text[..slash], out var address))
        {
            field.Wrong(expected);
            return null;
        }

        var longest = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = longest;
        if (slash >= 0 && !(text[(slash + 1)..].All(char.IsAsciiDigit) && int.TryParse(text[(slash + 1)..], out length) && length <= longest))
        {
            field.Wrong(expected);
            return null;
        }

        var start = Masked(address, length);
        if (start.Equals(address)) return new IPNetwork(start, length);
        field.Problems.Add(new Problem(field.Problems.File, field.Line, field.Path, $"{expected} that begins at its first address",
            Printable.Quoted(text), $"{start}/{length.ToString(CultureInfo.InvariantCulture)}"));
        return null;
    }

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
