using System.Net;
using Ward.City;
using Ward.City.Zones;
using Ward.Detect.Baselines;

namespace Ward.Detect.Devices;

/// <summary>Which addresses a city knows, and which of the others are within its own networks. Immutable.</summary>
internal sealed class CityAddresses
{
    private readonly HashSet<UInt128> known = [];
    private readonly CityModel city;

    public CityAddresses(CityModel city)
    {
        this.city = city;
        foreach (var asset in city.Assets)
            foreach (var address in asset.Addresses)
                if (SourceAddress.TryRead(System.Text.Encoding.ASCII.GetBytes(address.ToString()), out var read)) known.Add(read);
    }

    public bool Knows(UInt128 address) => known.Contains(address);

    /// <summary>The zone of the city's own whose networks hold the address; null for what is outside, and for addresses that are no single device's.</summary>
    public Zone? ZoneOf(UInt128 address)
    {
        var ip = SourceAddress.ToAddress(address);
        if (IPAddress.IsLoopback(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6Multicast) return null;
        if (city.ZoneOf(ip) is not { Kind: not ZoneKind.External } zone) return null;
        foreach (var network in zone.Networks)
            if (network.Contains(ip) && IsHost(network, ip)) return zone;
        return null;
    }

    // A network's own and its broadcast address (RFC 919) are nobody's; a network of two addresses or one has neither (RFC 3021).
    private static bool IsHost(IPNetwork network, IPAddress address)
    {
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork || network.PrefixLength >= 31) return true;
        var value = Value(address);
        var hosts = uint.MaxValue >> network.PrefixLength;
        return (value & hosts) != 0 && (value & hosts) != hosts;
    }

    private static uint Value(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
