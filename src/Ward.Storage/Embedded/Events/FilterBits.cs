using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// A token filter in the making: a blocked Bloom filter, 64 bytes a block, six bits a word. Made for more words than come in the end it is folded,
/// so that it may be sized by an upper bound. Not thread-safe.
/// </summary>
internal sealed class FilterBits : IWords
{
    public const int BlockBytes = 64, Header = 16, BitsPerWord = 10;
    public const ulong Magic = 0x31_46_64_72_61_57; // "WardF1"
    private const int Probes = 6, Foldable = 16;

    /// <summary>At this share of set bits 2 in 100 answers are false.</summary>
    private const double FullEnough = 0.5;
    private byte[] bits;
    private int blocks;

    /// <param name="words">At most so many different ones.</param>
    public FilterBits(long words)
    {
        blocks = (int)Math.Min(BlocksFor(words), int.MaxValue / BlockBytes / 2);
        // Halved as long as the number of blocks is even.
        if (blocks > Foldable) blocks = (blocks + Foldable - 1) / Foldable * Foldable;
        bits = new byte[blocks * BlockBytes];
    }

    /// <summary>So many words a filter of so many blocks was made for, at most.</summary>
    public static long WordsOf(int blocks) => (long)blocks * BlockBytes * 8 / BitsPerWord;

    public void Add(ulong word)
    {
        var block = bits.AsSpan(BlockOf(word, blocks) * BlockBytes, BlockBytes);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(word, probe);
            block[bit >> 3] |= (byte)(1 << (bit & 7));
        }
    }

    /// <summary>Whether the block has all bits of the word.</summary>
    public static bool Has(ReadOnlySpan<byte> block, ulong word)
    {
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(word, probe);
            if ((block[bit >> 3] & (1 << (bit & 7))) == 0) return false;
        }

        return true;
    }

    /// <summary>Where the word's block is.</summary>
    public static int BlockOf(ulong word, int blocks) => (int)(((word >> 32) * (ulong)blocks) >> 32);

    /// <summary>Folds it as far as it may be, writes it and flushes it to disk.</summary>
    public void Write(string file)
    {
        while (blocks % 2 == 0 && Folded(Fill()) <= FullEnough) Fold();
        Span<byte> header = stackalloc byte[Header];
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], blocks);
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(header);
        stream.Write(bits, 0, blocks * BlockBytes);
        stream.Flush(flushToDisk: true);
    }

    private static long BlocksFor(long words) => Math.Max(1, ((words * BitsPerWord) + (BlockBytes * 8) - 1) / (BlockBytes * 8));

    private static double Folded(double fill) => 1 - ((1 - fill) * (1 - fill));

    private double Fill()
    {
        var set = 0L;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bits.AsSpan(0, blocks * BlockBytes))) set += BitOperations.PopCount(word);
        return set / (blocks * BlockBytes * 8.0);
    }

    // Block i of n holds exactly the words of the blocks 2i and 2i + 1 of 2n (see BlockOf).
    private void Fold()
    {
        blocks /= 2;
        var all = MemoryMarshal.Cast<byte, ulong>(bits.AsSpan());
        const int words = BlockBytes / sizeof(ulong);
        for (var block = 0; block < blocks; block++)
            for (var i = 0; i < words; i++)
                all[(block * words) + i] = all[(block * 2 * words) + i] | all[(((block * 2) + 1) * words) + i];
    }

    private static int Bit(ulong word, int probe) => (int)((((uint)word + 1) * (0x9E3779B1u + (2u * (uint)probe * 0x85EBCA6Bu))) >> 23);
}
