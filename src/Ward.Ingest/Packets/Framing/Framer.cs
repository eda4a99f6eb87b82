using Ward.Ingest.Packets.Flows;

namespace Ward.Ingest.Packets.Framing;

/// <summary>Finds the units of one protocol in the bytes of one flow; remembers of the conversation what a unit alone does not tell.</summary>
internal abstract class Framer
{
    public abstract PacketProtocol Protocol { get; }

    /// <summary>
    /// Looks at the beginning of what one side sent: the length of the unit that begins there (it may not all be there yet), 0 where more
    /// bytes are needed to tell, or minus the number of bytes that begin no unit. Looks at a bounded number of bytes, or consumes what it looks at.
    /// </summary>
    public abstract int Measure(Side side, ReadOnlySpan<byte> bytes);

    /// <summary>Tells a unit, or the beginning of one whose whole length is <paramref name="length"/>.</summary>
    public virtual void Tell(Side side, ReadOnlySpan<byte> unit, int length, UnitSink into) => into.Add(Protocol, unit, default, length);

    /// <summary>Bytes of the side were lost: what was begun cannot be completed.</summary>
    public virtual void Lost(Side side)
    {
    }
}
