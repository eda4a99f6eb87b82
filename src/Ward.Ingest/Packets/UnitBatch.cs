namespace Ward.Ingest.Packets;

/// <summary>Lines of protocol units, one after the other in one buffer that is used again. Lines are valid until <see cref="Clear"/> or the next unit.</summary>
internal sealed class UnitBatch
{
    private readonly List<(PacketProtocol Protocol, int At, int Length)> units = [];
    private byte[] bytes = new byte[16 << 10];
    private int used;

    public int Count => units.Count;

    public int Bytes => used;

    public PacketProtocol ProtocolAt(int index) => units[index].Protocol;

    public ReadOnlyMemory<byte> LineAt(int index) => bytes.AsMemory(units[index].At, units[index].Length);

    public void Clear()
    {
        units.Clear();
        used = 0;
    }

    /// <summary>Room for a line of at most that length; <see cref="Close"/> says how much of it was written.</summary>
    public Span<byte> Open(int most)
    {
        if (bytes.Length - used < most) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + most));
        return bytes.AsSpan(used, most);
    }

    public void Close(PacketProtocol protocol, int length)
    {
        units.Add((protocol, used, length));
        used += length;
    }
}
