using System.Net;
using System.Text;
using System.Buffers.Binary;
using System.Globalization;
using Ward.Ingest.Packets.Capture;

namespace Ward.Ingest.Packets.Flows;

/// <summary>A conversation's two ends, the lower one first, so that both directions have one key. IPv4 stands as mapped.</summary>
internal readonly record struct FlowKey(UInt128 Low, UInt128 High, ushort LowPort, ushort HighPort, byte Protocol)
{
    public static FlowKey Of(in PacketView packet, out bool fromLow)
    {
        fromLow = packet.Source < packet.Destination || (packet.Source == packet.Destination && packet.SourcePort <= packet.DestinationPort);
        return fromLow
            ? new FlowKey(packet.Source, packet.Destination, packet.SourcePort, packet.DestinationPort, packet.Protocol)
            : new FlowKey(packet.Destination, packet.Source, packet.DestinationPort, packet.SourcePort, packet.Protocol);
    }

    /// <summary>An end as lines name it: address, space, port.</summary>
    public byte[] Words(bool low)
    {
        Span<byte> address = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(address, low ? Low : High);
        var ip = new IPAddress(address);
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)} {(low ? LowPort : HighPort)}"));
    }

    /// <summary>Seeded by the runtime, so that nobody can choose packets that all fall into one bucket.</summary>
    public sealed class Comparer : IEqualityComparer<FlowKey>
    {
        public bool Equals(FlowKey x, FlowKey y) => x == y;

        public int GetHashCode(FlowKey key) =>
            HashCode.Combine((ulong)key.Low, (ulong)(key.Low >> 64), (ulong)key.High, (ulong)(key.High >> 64), ((uint)key.LowPort << 16) | key.HighPort, key.Protocol);
    }
}
