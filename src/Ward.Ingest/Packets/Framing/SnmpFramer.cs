using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>An SNMP message is one BER sequence of definite length (RFC 3417).</summary>
internal sealed class SnmpFramer : Framer
{
    public override PacketProtocol Protocol => PacketProtocol.Snmp;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x30) return -bytes.Length;
        if (bytes.Length < 2) return 0;
        if (bytes[1] < 0x80) return bytes[1] + 2;
        var octets = bytes[1] & 0x7F;
        if (octets is 0 or > 3) return -bytes.Length;
        if (bytes.Length < 2 + octets) return 0;
        var length = 0;
        for (var i = 0; i < octets; i++) length = (length << 8) | bytes[2 + i];
        return length + 2 + octets;
    }
}
