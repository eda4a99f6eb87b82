namespace Ward.Ingest.Forms;

/// <summary>The bytes of the record that is being read, up to a limit; beyond it they are passed over and it is noted.</summary>
internal sealed class RecordText(int limit)
{
    private byte[] bytes = new byte[Math.Min(4096, limit)];

    public int Length { get; private set; }

    /// <summary>True where the record is longer than the limit.</summary>
    public bool IsOver { get; private set; }

    public Memory<byte> Text => bytes.AsMemory(0, Length);

    public void Clear() => (Length, IsOver) = (0, false);

    public void Add(ReadOnlySpan<byte> part)
    {
        if (IsOver) return;
        if (part.Length > limit - Length)
        {
            IsOver = true;
            return;
        }

        if (part.Length > bytes.Length - Length) Array.Resize(ref bytes, Math.Min(limit, Math.Max(bytes.Length * 2, Length + part.Length)));
        part.CopyTo(bytes.AsSpan(Length));
        Length += part.Length;
    }
}
