using System.Buffers.Binary;
using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>EtherNet/IP encapsulation header of 24 bytes: command and length, little-endian.</summary>
internal sealed class EnipFramer : Framer
{
    public const int Header = 24;

    public override PacketProtocol Protocol => PacketProtocol.Enip;

    public static bool IsCommand(ushort command) => command is 0x00 or 0x01 or 0x04 or 0x63 or 0x64 or 0x65 or 0x66 or 0x6F or 0x70 or 0x72 or 0x73;

    public override int Measure(Side side, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4) return 0;
        return IsCommand(BinaryPrimitives.ReadUInt16LittleEndian(bytes)) ? Header + BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) : -bytes.Length;
    }
}
