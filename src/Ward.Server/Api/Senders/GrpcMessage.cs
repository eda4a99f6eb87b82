using System.Buffers.Binary;
using System.IO.Compression;

namespace Ward.Server.Api.Senders;

/// <summary>The one message of a unary call: as many bytes as its header promised, neither fewer nor more.</summary>
internal sealed class GrpcMessage(Stream inner, long length) : Stream
{
    /// <summary>Bytes before a message: whether it is packed, and its length (gRPC over HTTP2, Length-Prefixed-Message).</summary>
    public const int Header = 5;

    private long read;

    /// <summary>The message of a call's body, unpacked; reading it throws <see cref="InvalidDataException"/> where it is not as its header says. Else why it is none.</summary>
    /// <param name="encoding">What the call says of packed messages.</param>
    public static async Task<(Stream? Message, Posted? Refused)> Open(Stream body, string encoding, CancellationToken stop)
    {
        var header = new byte[Header];
        if (await body.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, stop) < Header) return (null, new Posted(StatusCodes.Status400BadRequest, "the message is missing", 0, null));
        if (header[0] == 1 && encoding != "gzip") return (null, new Posted(StatusCodes.Status501NotImplemented, "of compressions gzip is understood", 0, null));
        var message = new GrpcMessage(body, BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1)));
        return (header[0] == 1 ? new GZipStream(message, CompressionMode.Decompress) : message, null);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0) return 0;
        if (read == length)
        {
            return await inner.ReadAsync(buffer[..1], cancellationToken) == 0 ? 0 : throw new InvalidDataException("more than one message");
        }

        var got = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - read)], cancellationToken);
        if (got == 0) throw new InvalidDataException("the message is shorter than its header says");
        read += got;
        return got;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
