using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>BACnet virtual link control (ASHRAE 135, annex J.2): type 81H, function, length of the whole.</summary>
internal sealed class BacnetFramer : Framer
{
    public override PacketProtocol Protocol => PacketProtocol.Bacnet;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 0x81) return -bytes.Length;
        if (bytes.Length < 4) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return length >= 4 ? length : bytes.Length;
    }
}
