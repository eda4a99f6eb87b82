namespace Ward.Storage.Embedded.Events;

/// <summary>A block of a spilled part, in the mapped file. Read from any thread.</summary>
internal sealed unsafe class SpillBlock : ColumnBlock
{
    private readonly IntPtr[] texts = new IntPtr[Layout.Count], valid = new IntPtr[Layout.Count];
    private readonly byte* file;

    /// <param name="file">Where the file begins.</param>
    public SpillBlock(byte* file, SpillWriter.Index index)
        : base(index.Rows)
    {
        this.file = file;
        var at = file + index.At;
        Times = (long*)Next(ref at, index.Rows * 8L);
        Received = (long*)Next(ref at, index.Rows * 8L);
        Offsets = (long*)Next(ref at, index.Rows * 8L);
        Activities = (int*)Next(ref at, index.Rows * 4L);
        Statuses = (int*)Next(ref at, index.Rows * 4L);
        Assurances = (sbyte*)Next(ref at, index.Rows);
        Proven = Next(ref at, index.Rows);
        Rest = (RestEntry*)Next(ref at, index.Rows * 16L);
        for (var column = 0; column < Layout.Count; column++)
        {
            if ((index.Columns & (1UL << column)) == 0) continue;
            valid[column] = (IntPtr)Next(ref at, (index.Rows + 63) / 64 * 8L);
            texts[column] = (IntPtr)Next(ref at, index.Rows * 16L);
        }

        RestTexts = ((IntPtr)Next(ref at, index.Pairs * 16L), (IntPtr)Next(ref at, index.Pairs * 16L));
    }

    public override long Base => (long)file;

    public override (IntPtr Names, IntPtr Values) RestTexts { get; }

    public override DuckString* Texts(int column, out ulong* there)
    {
        there = (ulong*)valid[column];
        return (DuckString*)texts[column];
    }

    private static byte* Next(ref byte* at, long bytes)
    {
        var given = at;
        at += SpillWriter.Index.Padded(bytes);
        return given;
    }
}
