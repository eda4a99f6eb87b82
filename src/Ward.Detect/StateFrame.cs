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

    public static void Write(Stream to, string tag, int version, Action<BinaryWriter> body)
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true)) body(writer);
        Span<byte> header = stackalloc byte[HeaderLength];
        WriteHeader(header, tag, version, (int)payload.Length);
        var bytes = payload.GetBuffer().AsSpan(0, (int)payload.Length);
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        Sum(header, bytes, sum);
        to.Write(header);
        to.Write(bytes);
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
