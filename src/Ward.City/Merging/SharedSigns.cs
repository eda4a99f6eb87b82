using System.Net;
using Ward.City.Reading;

namespace Ward.City.Merging;

/// <summary>What looks like something by which one asset is known and stands on many: loopback addresses, blank MAC addresses, serial numbers that nobody filled in.</summary>
internal static class SharedSigns
{
    private static readonly HashSet<string> Blanks = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "00000000", "none", "n/a", "na", "null", "unknown", "default", "default string", "not specified", "not available", "system serial number", "to be filled by o.e.m.", "123456789", "xxxxxxxx",
    };

    public static bool IsOwnSerial(string serial) => serial.Length > 1 && !Blanks.Contains(serial.Trim());

    /// <summary>
    /// Not blank, and given by the maker: not of a group or broadcast (the lowest bit of the first byte), not locally administered (the bit above it; IEEE 802),
    /// as those are that telephones and laptops make up for each network.
    /// </summary>
    public static bool IsOwnMac(string mac) => mac is not "00:00:00:00:00:00" && mac.Length > 1 && "048C".Contains(char.ToUpperInvariant(mac[1]), StringComparison.Ordinal);

    public static bool IsOwnAddress(string address) =>
        Addresses.TryAddress(address, out var read) && !IPAddress.IsLoopback(read) && !read.Equals(IPAddress.Any) && !read.Equals(IPAddress.IPv6Any) && !read.Equals(IPAddress.Broadcast) && !read.IsIPv6LinkLocal;

    public static bool IsOwnName(string name) => name.Length > 0 && !name.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) && !Blanks.Contains(name);
}
