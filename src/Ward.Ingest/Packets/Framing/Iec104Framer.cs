using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>IEC 60870-5-104 section 5: start byte 68H, length of the rest, 4 to 253.</summary>
internal sealed class Iec104Framer : Framer
{
    private const byte Start = 0x68;

    public override PacketProtocol Protocol => PacketProtocol.Iec104;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] != Start) return bytes.IndexOf(Start) is var at and > 0 ? -at : -bytes.Length;
        if (bytes.Length < 2) return 0;
        return bytes[1] is >= 4 and <= 253 ? bytes[1] + 2 : -1;
    }
}
