using System.Buffers.Binary;
using System.IO.Compression;

namespace Ward.Ingest.Feeds;

/// <summary>How a gzip file ends (RFC 1952, section 2.3.1): by the CRC-32 and the length, modulo 2^32, of what its last member holds. The runtime's reader does not say whether a file broke off.</summary>
internal static class PackedEnd
{
    private const int Bytes = 8;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (sum, _) => (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320))];

    /// <summary>Whether the file is whole. Of one with several members that is read a second time: only their last bytes are summed up.</summary>
    /// <param name="length">Bytes of the file when it was read.</param>
    /// <param name="unpacked">Bytes that came out of it.</param>
    public static bool IsWhole(FileStream file, long length, long unpacked)
    {
        Span<byte> end = stackalloc byte[Bytes];
        if (length <= Bytes || RandomAccess.Read(file.SafeFileHandle, end, length - Bytes) != Bytes) return false;
        var last = BinaryPrimitives.ReadUInt32LittleEndian(end[4..]);
        // A member of which nothing came out sums up to zeros, as bytes in which a file breaks off may be.
        return last == (uint)unpacked || (last > 0 && last < unpacked && SumOfLast(file, unpacked, last) == BinaryPrimitives.ReadUInt32LittleEndian(end));
    }

    private static uint? SumOfLast(FileStream file, long unpacked, uint last)
    {
        file.Position = 0;
        using var again = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var block = new byte[64 << 10];
        var (at, sum) = (0L, uint.MaxValue);
        try
        {
            for (int read; (read = again.Read(block)) > 0; at += read)
                for (var i = (int)Math.Clamp(unpacked - last - at, 0, read); i < read; i++) sum = Table[(byte)(sum ^ block[i])] ^ (sum >> 8);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return at == unpacked ? ~sum : null;
    }
}
