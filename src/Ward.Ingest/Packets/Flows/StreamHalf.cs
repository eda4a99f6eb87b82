namespace Ward.Ingest.Packets.Flows;

/// <summary>One direction of a flow: its counts and, for TCP, what is not yet in order and what is not yet a whole unit.</summary>
internal sealed class StreamHalf
{
    public long Packets, Bytes;

    /// <summary>Whether <see cref="Next"/> is known.</summary>
    public bool Started;

    /// <summary>Sequence number of the next byte.</summary>
    public uint Next;

    public bool Finished;

    /// <summary>Bytes of the unit at hand that are passed over: it is longer than what is kept.</summary>
    public long Skip;

    /// <summary>Whether bytes were lost before the next unit.</summary>
    public bool Gap;

    /// <summary>The beginning of a unit that is not complete.</summary>
    public byte[] Carry = [];

    public int Carried;

    /// <summary>Segments that came before their turn, by sequence.</summary>
    public readonly List<(uint Sequence, byte[] Bytes, int Length)> Waiting = [];

    public int WaitingBytes;

    public void Keep(ReadOnlySpan<byte> rest)
    {
        if (Carry.Length < Carried + rest.Length) Array.Resize(ref Carry, Math.Max(Carried + rest.Length, Carry.Length * 2));
        rest.CopyTo(Carry.AsSpan(Carried));
        Carried += rest.Length;
    }

    public void Consume(int count)
    {
        Carry.AsSpan(count, Carried - count).CopyTo(Carry);
        Carried -= count;
        // Most units arrive whole; what one that did not has needed is given back.
        if (Carried == 0) Carry = [];
    }
}
