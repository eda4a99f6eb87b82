using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ward.Detect;

/// <summary>
/// The envelope of every saved state: tag (8 ASCII bytes), version, length, payload, SHA-256 of all that.
/// What is torn, altered or of another version is refused before a byte of it is interpreted.
/// </summary>
internal static class StateFrame
{
    private const int HeaderLength = 16;
    private const int Largest = 1 << 30;

    /// <summary>Writes one frame. Into memory it is written in place, so that frames within frames are not copied from one to the next.</summary>
    public static void Write(Stream to, string tag, int version, Action<BinaryWriter> body)
    {
        if (to is MemoryStream memory)
        {
            WriteInPlace(memory, tag, version, body);
            return;
        }

        using var frame = new MemoryStream();
        WriteInPlace(frame, tag, version, body);
        frame.WriteTo(to);
    }

    /// <summary>Writes the length of what the body writes (4 bytes), then that. The stream must seek.</summary>
    public static void WriteSized(BinaryWriter to, Action body)
    {
        var at = (int)to.BaseStream.Position;
        to.Write(0);
        body();
        var end = (int)to.BaseStream.Position;
        to.Seek(at, SeekOrigin.Begin);
        to.Write(end - at - sizeof(int));
        to.Seek(end, SeekOrigin.Begin);
    }

    private static void WriteInPlace(MemoryStream to, string tag, int version, Action<BinaryWriter> body)
    {
        var start = (int)to.Position;
        Span<byte> header = stackalloc byte[HeaderLength];
        to.Write(header);
        using (var writer = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true)) body(writer);
        var length = (int)to.Position - start - HeaderLength;
        WriteHeader(header, tag, version, length);
        var frame = to.GetBuffer().AsSpan(start, HeaderLength + length);
        header.CopyTo(frame);
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        Sum(header, frame[HeaderLength..], sum);
        to.Write(sum);
    }

    /// <summary>Reads one frame and leaves the stream behind it; false where it is torn, altered, or not this tag and version.</summary>
    public static bool TryRead(Stream from, string tag, int version, out byte[] payload)
    {
        payload = [];
        Span<byte> header = stackalloc byte[HeaderLength];
        if (from.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        if (length is < 0 or > Largest) return false;
        Span<byte> expected = stackalloc byte[HeaderLength];
        WriteHeader(expected, tag, version, length);
        if (!header.SequenceEqual(expected) || !TryReadExactly(from, length, out var bytes)) return false;
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        if (from.ReadAtLeast(sum, sum.Length, throwOnEndOfStream: false) < sum.Length) return false;
        Sum(header, bytes, computed);
        if (!sum.SequenceEqual(computed)) return false;
        payload = bytes;
        return true;
    }

    // Grows with what is really there: a torn length must not make us reserve a gigabyte.
    private static bool TryReadExactly(Stream from, int length, out byte[] bytes)
    {
        bytes = new byte[Math.Min(length, 1 << 16)];
        var have = 0;
        while (have < length)
        {
            if (have == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
            var read = from.Read(bytes, have, bytes.Length - have);
            if (read == 0) return false;
            have += read;
        }

        return true;
    }

    private static void WriteHeader(Span<byte> header, string tag, int version, int length)
    {
        header.Clear();
        Encoding.ASCII.GetBytes(tag, header[..8]);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], length);
    }

    private static void Sum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Span<byte> sum)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(payload);
        hash.GetHashAndReset(sum);
    }
}
