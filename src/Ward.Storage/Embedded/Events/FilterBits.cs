using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Ward.Standards.Streams;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// A token filter in the making: a blocked Bloom filter, 64 bytes a block, six bits a word. Made for more words than come in the end it is folded,
/// so that it may be sized by an upper bound; the more room it has at first (<c>spare</c>), the closer to its best size it comes. Not thread-safe.
/// </summary>
internal sealed class FilterBits : IWords
{
    public const int BlockBytes = 64, Header = 16, BitsPerWord = 9;
    public const ulong Magic = 0x31_46_64_72_61_57; // "WardF1"
    private const int Probes = 6, Foldable = 60;

    // A full filter has no more words than one for so many bits of it (512 bits of which half are set by six a word).
    private const int FewestBitsPerWord = 8;
    private static readonly int[] Folds = [6, 5, 4, 3, 2];

    /// <summary>At this share of set bits 2 in 100 answers are false.</summary>
    private const double FullEnough = 0.5;
    private byte[] bits;
    private int blocks;

    /// <param name="words">At most so many different ones.</param>
    /// <param name="spare">How many times the room for them it has before it is folded.</param>
    public FilterBits(long words, int spare = 1)
    {
        blocks = (int)Math.Min(BlocksFor(words) * spare, int.MaxValue / BlockBytes / 2);
        if (blocks > Foldable) blocks = (blocks + Foldable - 1) / Foldable * Foldable;
        bits = new byte[blocks * BlockBytes];
    }

    /// <summary>So many words a filter of so many blocks was made for, at most.</summary>
    public static long WordsOf(int blocks) => (long)blocks * BlockBytes * 8 / FewestBitsPerWord;

    /// <summary>About how many different words it has, by the share of set bits.</summary>
    public long About() => (long)Math.Ceiling(-(blocks * BlockBytes * 8.0 / Probes) * Math.Log(1 - Math.Min(Fill(), 0.999)));

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
        while (Folds.FirstOrDefault(by => blocks % by == 0 && Folded(Fill(), by) <= FullEnough) is var by and > 0) Fold(by);
        Span<byte> header = stackalloc byte[Header];
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], blocks);
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(header);
        stream.Write(bits, 0, blocks * BlockBytes);
        stream.Flush();
        DiskFlush.Flush(stream.SafeFileHandle);
    }

    private static long BlocksFor(long words) => Math.Max(1, ((words * BitsPerWord) + (BlockBytes * 8) - 1) / (BlockBytes * 8));

    private static double Folded(double fill, int by) => 1 - Math.Pow(1 - fill, by);

    private double Fill()
    {
        var set = 0L;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bits.AsSpan(0, blocks * BlockBytes))) set += BitOperations.PopCount(word);
        return set / (blocks * BlockBytes * 8.0);
    }

    // Block i of n holds exactly the words of the blocks ki to ki + k - 1 of kn (see BlockOf).
    private void Fold(int by)
    {
        blocks /= by;
        var all = MemoryMarshal.Cast<byte, ulong>(bits.AsSpan());
        const int words = BlockBytes / sizeof(ulong);
        for (var block = 0; block < blocks; block++)
        {
            for (var i = 0; i < words; i++)
            {
                ulong together = 0;
                for (var part = 0; part < by; part++) together |= all[(((block * by) + part) * words) + i];
                all[(block * words) + i] = together;
            }
        }
    }

    private static int Bit(ulong word, int probe) => (int)((((uint)word + 1) * (0x9E3779B1u + (2u * (uint)probe * 0x85EBCA6Bu))) >> 23);
}
