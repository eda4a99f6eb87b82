using System.Numerics;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Writes a part as it stands in memory, so that what comes fast needs not be compressed at once. Version 1, little-endian, all in multiples of 8 bytes:
/// magic and version; the texts; their places by number (<see cref="DuckString"/>, of which one that is not in place lies at an offset of the file);
/// the blocks; the words of the lines; an index of <see cref="Index"/>; the end of <see cref="SpillEnd"/> and the checksum of all before it.
/// A block has the columns of <see cref="ColumnBlock"/> in their order, then the numbers of the columns of texts that it has, then those of the names
/// and the values of <c>rest</c>.
/// </summary>
internal static unsafe class SpillWriter
{
    public const ulong Magic = 0x31_70_53_64_72_61_57; // "WardSp1"
    public const long Version = 1;

    /// <summary>Writes what is visible of the part; durable when it returns.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Write(HotPart part, string path)
    {
        using var file = new SpillFile(path);
        file.Write<ulong>([Magic, (ulong)Version]);
        var textsAt = part.Texts.WriteTo(file);
        var blocks = new List<Index>();
        var left = part.Visible;
        foreach (var block in part.Blocks)
        {
            if (left <= 0) break;
            blocks.Add(Write(block, (int)Math.Min(left, block.Capacity), file));
            left -= block.Capacity;
        }

        var wordsAt = file.At;
        part.Words.WriteTo(file);
        var indexAt = file.At;
        file.Write<Index>(blocks.ToArray());
        file.Write<SpillEnd>([new SpillEnd(Layout.Version, textsAt, part.Texts.Count, wordsAt, part.Words.Count, indexAt, blocks.Count)]);
        file.Finish();
    }

    private static Index Write(ColumnBlock block, int rows, SpillFile file)
    {
        var at = file.At;
        Write(block.Times, rows, file);
        Write(block.Received, rows, file);
        Write(block.Offsets, rows, file);
        Write(block.Activities, rows, file);
        Write(block.Statuses, rows, file);
        Write(block.Assurances, rows, file);
        Write(block.Proven, rows, file);
        Write(block.Rest, rows, file);
        ulong columns = 0;
        for (var column = 0; column < Layout.Count; column++)
        {
            var texts = block.Texts(column);
            if (texts == null) continue;
            columns |= 1UL << column;
            Write(texts, rows, file);
        }

        var pairs = (int)(block.Rest[rows - 1].Offset + block.Rest[rows - 1].Length);
        var (names, values) = block.RestTexts;
        Write((int*)names, pairs, file);
        Write((int*)values, pairs, file);
        return new Index(at, rows, pairs, columns);
    }

    private static void Write<T>(T* items, int count, SpillFile file) where T : unmanaged => file.Write(new ReadOnlySpan<T>(items, count));

    /// <summary>Where a block is and what it has.</summary>
    /// <param name="Columns">Bit by bit, which columns of texts of <see cref="Layout"/>.</param>
    public readonly record struct Index(long At, int Rows, int Pairs, ulong Columns)
    {
        /// <summary>Bytes of the block.</summary>
        public long Bytes => (Rows * 5L * sizeof(long)) + (2 * Padded(Rows * sizeof(int))) + (2 * Padded(Rows))
            + (BitOperations.PopCount(Columns) * Padded(Rows * sizeof(int))) + (2 * Padded(Pairs * sizeof(int)));

        public static long Padded(long bytes) => (bytes + 7) & ~7L;
    }
}
