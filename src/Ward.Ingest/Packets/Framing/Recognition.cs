using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>Which protocol a flow speaks: by what its first bytes cannot be otherwise, then by the server's port.</summary>
internal sealed class Recognition(PacketOptions options)
{
    private const int FirstLent = 32_768;
    private readonly Dictionary<ushort, PacketProtocol> byPort = Ports(options);

    public bool TryPort(ushort port, out PacketProtocol protocol) => byPort.TryGetValue(port, out protocol);

    /// <summary>Null where neither tells.</summary>
    public PacketProtocol? Of(Flow flow, ReadOnlySpan<byte> first)
    {
        if (ByContent(flow.IsTcp, first) is { } sure) return sure;
        var (client, server) = flow.ClientIsLow ? (flow.Key.LowPort, flow.Key.HighPort) : (flow.Key.HighPort, flow.Key.LowPort);
        if (byPort.TryGetValue(server, out var protocol)) return protocol;
        // Some devices call from their own port. High ports are also what systems lend to any client, so they say nothing on that side.
        return (!flow.SidesKnown || client < FirstLent) && byPort.TryGetValue(client, out protocol) ? protocol : null;
    }

    /// <summary>A checksum, a magic word or lengths that agree: nothing that chance brings about. Modbus has none of these.</summary>
    public static PacketProtocol? ByContent(bool tcp, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6) return null;
        if (Dnp3Framer.IsHeader(bytes)) return PacketProtocol.Dnp3;
        if (!tcp)
        {
            if (bytes[0] == 0x81 && bytes[1] <= 0x0C && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) == bytes.Length) return PacketProtocol.Bacnet;
            return IsSnmp(bytes) ? PacketProtocol.Snmp : null;
        }

        if (bytes[0] == 0x10 && MqttFramer.TryVersion(bytes) is not null) return PacketProtocol.Mqtt;
        if (bytes is [0x68, 4, 0x07 or 0x0B or 0x13 or 0x23 or 0x43 or 0x83, 0, 0, 0]) return PacketProtocol.Iec104;
        if (bytes.Length >= 8 && bytes[..2].SequenceEqual("\u0003\0"u8) && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) == bytes.Length
            && bytes[4] == 2 && bytes[5] == 0xF0 && bytes[7] is 0x32 or 0x72) return PacketProtocol.Tpkt;
        return bytes.Length == 28 && bytes[..4].SequenceEqual("\u0065\0\u0004\0"u8) && bytes[24..].SequenceEqual("\u0001\0\0\0"u8) ? PacketProtocol.Enip : null;
    }

    private static bool IsSnmp(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != 0x30) return false;
        var head = bytes[1] < 0x80 ? 2 : 2 + (bytes[1] & 0x7F);
        if (bytes.Length < head + 3 || new SnmpFramer().Measure(Side.Unknown, bytes) != bytes.Length) return false;
        return bytes[head] == 2 && bytes[head + 1] == 1 && bytes[head + 2] is 0 or 1 or 3;
    }

    private static Dictionary<ushort, PacketProtocol> Ports(PacketOptions options)
    {
        var ports = new Dictionary<ushort, PacketProtocol>();
        foreach (var port in options.Ports.Concat(PortProtocol.Registered)) ports.TryAdd(port.Port, port.Protocol);
        return ports;
    }
}
