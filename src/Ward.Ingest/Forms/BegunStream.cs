namespace Ward.Ingest.Forms;

/// <summary>A stream whose first bytes were read already and come once more. Read only, forward only; the rest is left open.</summary>
/// <param name="first">What was read; not copied.</param>
/// <param name="rest">What follows.</param>
public sealed class BegunStream(ReadOnlyMemory<byte> first, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> first = first;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (first.Length == 0) return rest.Read(buffer);
        var length = Math.Min(first.Length, buffer.Length);
        first.Span[..length].CopyTo(buffer);
        first = first[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
