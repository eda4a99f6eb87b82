using System.Buffers.Binary;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// A blocked Bloom filter in a file of its own beside a segment: 64 bytes a block, about 10 bits a word, 2 in 100 false.
/// Asking reads one block a word, so a search over many segments reads little. Thread-safe.
/// </summary>
internal static class TokenFilter
{
    private const int BlockBytes = 64, Header = 16, BitsPerWord = 10, Probes = 6;
    private const ulong Magic = 0x31_46_64_72_61_57; // "Ward F1"

    /// <summary>Writes the filter and flushes it to disk.</summary>
    public static void Write(string file, TokenSet words)
    {
        var blocks = Math.Max(1, (int)(((long)words.Count * BitsPerWord + (BlockBytes * 8) - 1) / (BlockBytes * 8)));
        var bytes = new byte[Header + ((long)blocks * BlockBytes)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), blocks);
        foreach (var word in words.All())
        {
            var block = bytes.AsSpan(Header + (BlockOf(word, blocks) * BlockBytes), BlockBytes);
            for (var probe = 0; probe < Probes; probe++)
            {
                var bit = Bit(word, probe);
                block[bit >> 3] |= (byte)(1 << (bit & 7));
            }
        }

        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>False only where no line of the segment has every word. True as well where the filter cannot be read.</summary>
    public static bool MayHaveAll(string file, IReadOnlyList<ulong> words)
    {
        if (words.Count == 0) return true;
        try
        {
            using var handle = File.OpenHandle(file);
            Span<byte> read = stackalloc byte[BlockBytes];
            if (RandomAccess.Read(handle, read[..Header], 0) != Header || BinaryPrimitives.ReadUInt64LittleEndian(read) != Magic) return true;
            var blocks = BinaryPrimitives.ReadInt32LittleEndian(read[8..]);
            foreach (var word in words)
            {
                if (RandomAccess.Read(handle, read, Header + ((long)BlockOf(word, blocks) * BlockBytes)) != BlockBytes) return true;
                for (var probe = 0; probe < Probes; probe++)
                {
                    var bit = Bit(word, probe);
                    if ((read[bit >> 3] & (1 << (bit & 7))) == 0) return false;
                }
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static int BlockOf(ulong word, int blocks) => (int)(((word >> 32) * (ulong)blocks) >> 32);

    private static int Bit(ulong word, int probe) => (int)((((uint)word + 1) * (0x9E3779B1u + (2u * (uint)probe * 0x85EBCA6Bu))) >> 23);
}
