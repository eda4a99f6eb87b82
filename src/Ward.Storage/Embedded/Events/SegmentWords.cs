using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Gathers the words of segments while they are joined, from templates and values as they are stored: no line is put together, nothing is read
/// twice, and what was there not long ago is not looked at again. One thread.
/// </summary>
/// <param name="columns">Whose values the words stand in, of <see cref="Layout"/>; beyond them there are the lines and what shares <c>rest</c>.</param>
internal sealed unsafe class SegmentWords(IWords words, IReadOnlyList<int> columns)
{
    private const int Remembered = 1 << 12, LongestRemembered = 254, Template = 1, Pair = 2, FirstColumn = 3;
    private readonly WordGatherer gatherer = new(words);
    private readonly byte[] seen = new byte[Remembered * (LongestRemembered + 2)];

    /// <summary>What has to be handed over for each row, as SQL: line or template, whether it is a template, the values of <c>rest</c>, the columns.</summary>
    /// <param name="line">What the words of a line are taken from.</param>
    public string Arguments(string line) =>
        string.Join(", ", columns.Select(c => $"\"{Layout.Names[c]}\"").Prepend("array_to_string(map_values(rest), chr(0))").Prepend("raw_bytes IS NULL").Prepend(line));

    /// <param name="chunk">Rows with the arguments behind the first column.</param>
    public void Read(DuckDBDataChunk chunk, int rows)
    {
        var lines = Texts(chunk, 1, out _);
        var isTemplate = (bool*)Vectors.DuckDBVectorGetData(DataChunks.DuckDBDataChunkGetVector(chunk, 2));
        for (var row = 0; row < rows; row++)
        {
            var line = DuckString.Bytes(lines + row);
            if (!isTemplate[row]) gatherer.AddLine(line);
            else if (IsNew(Template, line)) gatherer.AddTemplate(line);
        }

        var pairs = Texts(chunk, 3, out var there);
        for (var row = 0; row < rows; row++)
        {
            if (!Has(there, row)) continue;
            // No word goes on over character 0. Value by value: together they are new in nearly every row, one by one they seldom are.
            var rest = DuckString.Bytes(pairs + row);
            foreach (var part in rest.Split((byte)0))
                if (rest[part] is var value && IsNew(Pair, value)) gatherer.AddLine(value);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var values = Texts(chunk, 4 + i, out there);
            for (var row = 0; row < rows; row++)
                if (Has(there, row) && DuckString.Bytes(values + row) is var value && IsNew(FirstColumn + columns[i], value)) gatherer.AddValue(columns[i], value);
        }
    }

    private static DuckString* Texts(DuckDBDataChunk chunk, int column, out ulong* there)
    {
        var vector = DataChunks.DuckDBDataChunkGetVector(chunk, column);
        there = Vectors.DuckDBVectorGetValidity(vector);
        return (DuckString*)Vectors.DuckDBVectorGetData(vector);
    }

    private static bool Has(ulong* there, int row) => there == null || ((there[row >> 6] >> (row & 63)) & 1) != 0;

    /// <summary>False where it stood there not long ago, byte by byte the same.</summary>
    private bool IsNew(int kind, ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestRemembered) return true;
        var slot = seen.AsSpan((int)(TextPool.Hash(text, kind) & (Remembered - 1)) * (LongestRemembered + 2), LongestRemembered + 2);
        if (slot[0] == kind && slot[1] == text.Length && slot.Slice(2, text.Length).SequenceEqual(text)) return false;
        (slot[0], slot[1]) = ((byte)kind, (byte)text.Length);
        text.CopyTo(slot[2..]);
        return true;
    }
}
