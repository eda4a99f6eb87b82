using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Ward.Storage.Embedded.Events;

/// <summary>One reading of events in memory or spilled: block by block into DuckDB's vectors, the columns asked for alone. Used by one thread at a time.</summary>
internal sealed unsafe class HotScan
{
    private readonly List<(IColumnPart Part, ColumnBlock Block, int Rows)> blocks = [];
    private readonly ulong[] columns;
    private int at;

    /// <param name="columns">Of <see cref="Layout"/>, in the order of the output; others are left as they are.</param>
    public HotScan(IEnumerable<IColumnPart> parts, ulong[] columns)
    {
        this.columns = columns;
        foreach (var part in parts)
        {
            var left = part.Visible;
            foreach (var block in part.Blocks)
            {
                if (left <= 0) break;
                blocks.Add((part, block, (int)Math.Min(left, block.Capacity)));
                left -= block.Capacity;
            }
        }
    }

    /// <summary>Fills the chunk with the next rows; none at the end.</summary>
    public void Next(IntPtr chunk)
    {
        using var output = new DuckDBDataChunk(chunk);
        if (at == blocks.Count)
        {
            DataChunks.DuckDBDataChunkSetSize(output, 0);
            return;
        }

        var (part, block, rows) = blocks[at++];
        for (var i = 0; i < columns.Length; i++)
            if (columns[i] < (ulong)Layout.Count) Fill(DataChunks.DuckDBDataChunkGetVector(output, i), (int)columns[i], part, block, rows);
        DataChunks.DuckDBDataChunkSetSize(output, (ulong)rows);
    }

    private static void Fill(IntPtr vector, int column, IColumnPart part, ColumnBlock block, int rows)
    {
        var data = Vectors.DuckDBVectorGetData(vector);
        switch (column)
        {
            case Layout.Time: Copy(block.Times, data, rows); break;
            case Layout.Received: Copy(block.Received, data, rows); break;
            case Layout.Offset: Copy(block.Offsets, data, rows); break;
            case Layout.Class: new Span<int>(data, rows).Fill(part.Class); break;
            case Layout.Activity: Copy(block.Activities, data, rows); break;
            case Layout.Status: Copy(block.Statuses, data, rows); break;
            case Layout.Assurance: Copy(block.Assurances, data, rows); break;
            case Layout.Proven: Copy(block.Proven, data, rows); break;
            default:
                if (column == Layout.Rest) Pairs(vector, data, part, block, rows);
                else Texts(vector, data, part, block, column, rows);
                break;
        }
    }

    private static void Texts(IntPtr vector, void* data, IColumnPart part, ColumnBlock block, int column, int rows)
    {
        Vectors.DuckDBVectorEnsureValidityWritable(vector);
        var valid = new Span<ulong>(Vectors.DuckDBVectorGetValidity(vector), (rows + 63) / 64);
        valid.Clear();
        var numbers = block.Texts(column);
        if (numbers == null) return;
        for (var row = 0; row < rows; row++) valid[row >> 6] |= (numbers[row] != 0 ? 1UL : 0) << (row & 63);
        part.Copy(numbers, (DuckString*)data, rows);
    }

    private static void Pairs(IntPtr vector, void* data, IColumnPart part, ColumnBlock block, int rows)
    {
        Copy(block.Rest, data, rows);
        var last = block.Rest[rows - 1];
        var pairs = last.Offset + last.Length;
        if (Vectors.DuckDBListVectorReserve(vector, Math.Max(pairs, 1)) != DuckDBState.Success) throw new IOException("There is no memory for the fields.");
        _ = Vectors.DuckDBListVectorSetSize(vector, pairs);
        if (pairs == 0) return;
        var (names, values) = block.RestTexts;
        var child = Vectors.DuckDBListVectorGetChild(vector);
        part.Copy((int*)names, (DuckString*)Vectors.DuckDBVectorGetData(Vectors.DuckDBStructVectorGetChild(child, 0)), (int)pairs);
        part.Copy((int*)values, (DuckString*)Vectors.DuckDBVectorGetData(Vectors.DuckDBStructVectorGetChild(child, 1)), (int)pairs);
    }

    private static void Copy<T>(T* from, void* to, int count) where T : unmanaged => new ReadOnlySpan<T>(from, count).CopyTo(new Span<T>(to, count));
}
