using System.Net;
using System.Net.Sockets;

namespace Ward.Elements.Targets;

/// <summary>
/// The last hop's own list of what no command may touch, and its own bounds: whoever commands, and with whichever
/// certificate, cannot cut these. Fails closed: a target that is in a protected network, or contains one, is refused.
/// </summary>
/// <param name="BroadestV4">Shortest prefix of an IPv4 source that may be denied, 8 to 32; default 24.</param>
/// <param name="BroadestV6">The same for IPv6, 32 to 128; default 64.</param>
/// <param name="BroadestFlowV4">Shortest prefix of an IPv4 end of a flow, 8 to 32; default 8.</param>
/// <param name="BroadestFlowV6">The same for IPv6, 16 to 128; default 32.</param>
public sealed record ProtectedSet(
    IReadOnlyList<IPNetwork> Networks, int BroadestV4 = 24, int BroadestV6 = 64, int BroadestFlowV4 = 8, int BroadestFlowV6 = 32)
{
    private static readonly (IPNetwork Range, string Name)[] Never =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved or broadcast"),
        (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        // An IPv4 address in IPv6 clothes would slip past the IPv4 list.
        (IPNetwork.Parse("::ffff:0:0/96"), "an IPv4 address written as IPv6"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    public static ProtectedSet Nothing { get; } = new([]);

    /// <summary>Why the target may not be touched, or null where it may.</summary>
    /// <param name="also">Further addresses that are protected in this moment: our own, and whoever sent the command.</param>
    public string? Refusal(ElementTarget target, IEnumerable<IPAddress> also)
    {
        var flow = target is ElementTarget.Connection;
        foreach (var range in target.Networks)
        {
            var broadest = range.IsV6() ? flow ? BroadestFlowV6 : BroadestV6 : flow ? BroadestFlowV4 : BroadestV4;
            if (range.PrefixLength < broadest)
                return $"{range} is broader than /{broadest}, the broadest that is allowed here";
            foreach (var (never, name) in Never)
                if (range.Overlaps(never))
                    return $"{range.Plain()} is {name} and is never cut";
            foreach (var network in Networks)
                if (range.Overlaps(network))
                    return $"{range.Plain()} touches the protected network {network.Plain()}";
            foreach (var address in also)
                if (range.Overlaps(Unwrapped(address).Alone()))
                    return $"{range.Plain()} contains {Unwrapped(address)}, which is this element or the one that commands it";
        }
        return target is ElementTarget.Connection { From: var from, To: var to } && from.IsV6() != to.IsV6()
            ? "both ends of a connection are of one address family" : null;
    }

    private static IPAddress Unwrapped(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
