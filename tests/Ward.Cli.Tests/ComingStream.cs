using System.Collections.Concurrent;

namespace Ward.Cli.Tests;

/// <summary>Input that comes piece by piece, each at most 64 KiB, and says when one was taken.</summary>
internal sealed class ComingStream : Stream
{
    private readonly BlockingCollection<byte[]> pieces = [];
    private int written, asked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Completes when the reader has taken it and asks for more.</summary>
    public async Task Bring(string text)
    {
        pieces.Add(System.Text.Encoding.UTF8.GetBytes(text));
        written++;
        for (var i = 0; i < 4000 && Volatile.Read(ref asked) <= written; i++) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.True(Volatile.Read(ref asked) > written, "it was not taken");
    }

    public void End() => pieces.CompleteAdding();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Task.Run(() => Read(buffer.Span), CancellationToken.None));

    public override int Read(Span<byte> buffer)
    {
        Interlocked.Increment(ref asked);
        if (!pieces.TryTake(out var piece, Timeout.Infinite)) return 0;
        piece.CopyTo(buffer);
        return piece.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Whoever still reads learns that nothing more comes.
        if (disposing) pieces.CompleteAdding();
        base.Dispose(disposing);
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
