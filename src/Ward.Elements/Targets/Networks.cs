using System.Net;
using System.Net.Sockets;

namespace Ward.Elements.Targets;

internal static class Networks
{
    public static IPNetwork Alone(this IPAddress address) => new(address, Width(address));

    public static int Width(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    public static bool IsV6(this IPNetwork network) => network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    public static bool IsHost(this IPNetwork network) => network.PrefixLength == network.BaseAddress.Width();

    /// <summary>By the bits: IPNetwork itself takes IPv4-mapped addresses for IPv4 ones.</summary>
    public static bool Overlaps(this IPNetwork a, IPNetwork b)
    {
        Span<byte> left = stackalloc byte[16], right = stackalloc byte[16];
        if (!a.BaseAddress.TryWriteBytes(left, out var width) || !b.BaseAddress.TryWriteBytes(right, out var other) || width != other)
            return false;
        var common = Math.Min(a.PrefixLength, b.PrefixLength);
        var whole = common / 8;
        return left[..whole].SequenceEqual(right[..whole])
            && (common % 8 == 0 || (left[whole] ^ right[whole]) >> (8 - common % 8) == 0);
    }

    /// <summary>A single host without its prefix length.</summary>
    public static string Plain(this IPNetwork network) => network.IsHost() ? network.BaseAddress.ToString() : network.ToString();
}
