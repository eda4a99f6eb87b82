using System.Net;
using System.Net.Sockets;

namespace Ward.Respond.Plans;

/// <summary>Arithmetic on address ranges.</summary>
internal static class AddressRanges
{
    public static IPNetwork Everywhere(AddressFamily family) =>
        family == AddressFamily.InterNetwork ? new IPNetwork(IPAddress.Any, 0) : new IPNetwork(IPAddress.IPv6Any, 0);

    public static IPNetwork Single(IPAddress address) => new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);

    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public static bool Overlap(IPNetwork a, IPNetwork b) =>
        a.BaseAddress.AddressFamily == b.BaseAddress.AddressFamily && (a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress));

    /// <summary>What is left of the range without the others, as few networks as halving gives; null where that would be more than <paramref name="limit"/>.</summary>
    public static IReadOnlyList<IPNetwork>? Without(IPNetwork whole, IReadOnlyList<IPNetwork> others, int limit)
    {
        var left = new List<IPNetwork>();
        var pending = new Stack<IPNetwork>([whole]);
        while (pending.TryPop(out var range))
        {
            var within = range;
            var touching = others.Where(o => Overlap(within, o)).ToList();
            if (touching.Count == 0) left.Add(range);
            else if (!touching.Any(o => o.PrefixLength <= within.PrefixLength)) foreach (var half in Halves(range)) pending.Push(half);
            if (left.Count > limit) return null;
        }

        return left;
    }

    private static IPNetwork[] Halves(IPNetwork range)
    {
        var upper = range.BaseAddress.GetAddressBytes();
        upper[range.PrefixLength / 8] |= (byte)(0x80 >> (range.PrefixLength % 8));
        return [new(new IPAddress(upper), range.PrefixLength + 1), new(range.BaseAddress, range.PrefixLength + 1)];
    }
}
