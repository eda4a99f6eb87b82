using System.IO.Compression;

namespace Ward.Standards.Streams;

/// <summary>Gives the plain bytes of a stream that may be gzipped, in one member or several (RFC 1952).</summary>
public static class Unpacking
{
    /// <summary>Owns the stream. Broken data shows as <see cref="InvalidDataException"/> while reading.</summary>
    public static Stream Of(Stream from)
    {
        var head = new byte[2];
        var read = from.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new PrefixedStream(head.AsMemory(0, read), from);
        return read == 2 && head is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>The first bytes unpacked, where they are gzipped; as many as come out of them without fault.</summary>
    public static byte[] Head(ReadOnlySpan<byte> head, int most)
    {
        var plain = new byte[most];
        var filled = 0;
        try
        {
            using var unpacked = Of(new MemoryStream(head.ToArray(), writable: false));
            for (var read = 1; read > 0 && filled < most; filled += read) read = unpacked.Read(plain, filled, most - filled);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            // A head ends within a block; what came before it is enough.
        }

        return plain[..filled];
    }
}
