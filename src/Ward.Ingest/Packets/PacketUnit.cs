namespace Ward.Ingest.Packets;

/// <summary>One protocol unit as a feed keeps it.</summary>
/// <param name="Line">The whole line, header and bytes; what a decoder reads.</param>
public readonly record struct PacketUnit(PacketProtocol Protocol, ReadOnlyMemory<byte> Line);
