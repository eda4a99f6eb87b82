using System.Numerics;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Writes a part as it stands in memory, so that what comes fast needs not be compressed at once. Version 1, little-endian, all in multiples of 8 bytes:
/// magic and version; the pieces of the texts' arena; the blocks; the words of the lines; an index of <see cref="Index"/>; the end of
/// <see cref="SpillEnd"/>, whose last 8 bytes are the checksum of all before them. A text that does not lie in place lies at an offset of the file.
/// A block has the columns of <see cref="ColumnBlock"/> in their order, then the columns of texts that it has, each with which are there before it,
/// then names and values of <c>rest</c>.
/// </summary>
internal static unsafe class SpillWriter
{
    public const ulong Magic = 0x31_70_53_64_72_61_57; // "WardSp1"
    public const long Version = 1;

    private const int AtOnce = 1024;

    /// <summary>Writes what is visible of the part; durable when it returns.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Write(HotPart part, string path)
    {
        using var file = new SpillFile(path);
        file.Write<ulong>([Magic, (ulong)Version]);
        part.Texts.WriteTo(file);
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
        file.Write<SpillEnd>([new SpillEnd(Layout.Version, wordsAt, part.Words.Count, indexAt, blocks.Count)]);
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
            var texts = block.Texts(column, out var there);
            if (texts == null) continue;
            columns |= 1UL << column;
            Write(there, (rows + 63) / 64, file);
            Write(texts, there, rows, file);
        }

        var pairs = (int)(block.Rest[rows - 1].Offset + block.Rest[rows - 1].Length);
        var (names, values) = block.RestTexts;
        Write((DuckString*)names, null, pairs, file);
        Write((DuckString*)values, null, pairs, file);
        return new Index(at, rows, pairs, columns);
    }

    private static void Write<T>(T* items, int count, SpillFile file) where T : unmanaged => file.Write(new ReadOnlySpan<T>(items, count));

    /// <param name="there">Which texts there are; null for all.</param>
    private static void Write(DuckString* texts, ulong* there, int count, SpillFile file)
    {
        var placed = stackalloc DuckString[AtOnce];
        for (var from = 0; from < count; from += AtOnce)
        {
            var some = Math.Min(AtOnce, count - from);
            for (var i = 0; i < some; i++)
            {
                var row = from + i;
                // Whatever stands where none is must not be looked at.
                placed[i] = there == null || ((there[row >> 6] >> (row & 63)) & 1) != 0 ? texts[row] : default;
                if (placed[i].Length > DuckString.InPlace) placed[i].Tail = NativeArena.Placed(placed[i].Tail);
            }

            Write(placed, some, file);
        }
    }

    /// <summary>Where a block is and what it has.</summary>
    /// <param name="Columns">Bit by bit, which columns of texts of <see cref="Layout"/>.</param>
    public readonly record struct Index(long At, int Rows, int Pairs, ulong Columns)
    {
        /// <summary>Bytes of the block.</summary>
        public long Bytes => (Rows * 3L * sizeof(long)) + (2 * Padded(Rows * 4L)) + (2 * Padded(Rows)) + (Rows * 16L)
            + (BitOperations.PopCount(Columns) * (((Rows + 63) / 64 * 8L) + (Rows * 16L))) + (Pairs * 32L);

        public static long Padded(long bytes) => (bytes + 7) & ~7L;
    }
}
