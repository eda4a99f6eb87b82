using System.Net;
using System.Net.Sockets;

namespace Ward.Elements.Targets;

internal static class Networks
{
    public static IPNetwork Alone(this IPAddress address) => new(address, Width(address));

    public static int Width(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    public static bool IsV6(this IPNetwork network) => network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    public static bool IsHost(this IPNetwork network) => network.PrefixLength == network.BaseAddress.Width();

    public static bool Overlaps(this IPNetwork a, IPNetwork b) =>
        a.BaseAddress.AddressFamily == b.BaseAddress.AddressFamily && (a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress));

    /// <summary>A single host without its prefix length.</summary>
    public static string Plain(this IPNetwork network) => network.IsHost() ? network.BaseAddress.ToString() : network.ToString();
}
