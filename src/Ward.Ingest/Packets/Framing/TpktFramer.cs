using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>RFC 1006 section 6: version 3, a reserved byte, length with these four bytes.</summary>
internal sealed class TpktFramer : Framer
{
    public override PacketProtocol Protocol => PacketProtocol.Tpkt;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != 3) return -bytes.Length;
        if (bytes.Length < 4) return 0;
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        // Shorter than the smallest TPDU: the length lies, so the unit is what came with it.
        return length >= 7 ? length : bytes.Length;
    }
}
