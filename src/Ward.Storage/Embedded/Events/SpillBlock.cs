namespace Ward.Storage.Embedded.Events;

/// <summary>A block of a spilled part, in the mapped file. Read from any thread.</summary>
internal sealed unsafe class SpillBlock : ColumnBlock
{
    private readonly IntPtr[] texts = new IntPtr[Layout.Count];

    /// <param name="file">Where the file begins.</param>
    public SpillBlock(byte* file, SpillWriter.Index index)
        : base(index.Rows)
    {
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
            if ((index.Columns & (1UL << column)) != 0) texts[column] = (IntPtr)Next(ref at, index.Rows * 4L);

        RestTexts = ((IntPtr)Next(ref at, index.Pairs * 4L), (IntPtr)Next(ref at, index.Pairs * 4L));
    }

    public override (IntPtr Names, IntPtr Values) RestTexts { get; }

    public override int* Texts(int column) => (int*)texts[column];

    private static byte* Next(ref byte* at, long bytes)
    {
        var given = at;
        at += SpillWriter.Index.Padded(bytes);
        return given;
    }
}
