namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Some rows as columns that DuckDB's vectors can be copied from. A column of texts is made when its first value comes. One writer; rows that are
/// already visible may be read from any thread, since nothing moves: what grows is copied, and the old stays in the arena.
/// </summary>
internal sealed unsafe class HotBlock : ColumnBlock
{
    private readonly NativeArena arena;
    private readonly IntPtr[] texts = new IntPtr[Layout.Count], valid = new IntPtr[Layout.Count];
    private IntPtr names, values;
    private readonly int pairs;
    private int restUsed, restRoom;

    /// <param name="pairs">About how many pairs in <c>rest</c> a row has.</param>
    public HotBlock(NativeArena arena, int capacity, int pairs)
        : base(capacity)
    {
        (this.arena, this.pairs) = (arena, pairs);
        Times = arena.Take<long>(capacity);
        Received = arena.Take<long>(capacity);
        Offsets = arena.Take<long>(capacity);
        Activities = arena.Take<int>(capacity);
        Statuses = arena.Take<int>(capacity);
        Assurances = arena.Take<sbyte>(capacity);
        Proven = arena.Take<byte>(capacity);
        Rest = arena.Take<RestEntry>(capacity);
    }

    public override (IntPtr Names, IntPtr Values) RestTexts => (Volatile.Read(ref names), Volatile.Read(ref values));

    /// <summary>Pairs in <c>rest</c> so far.</summary>
    public int RestUsed => restUsed;

    public void Put(int column, int row, DuckString text)
    {
        if (texts[column] == 0)
        {
            valid[column] = (IntPtr)arena.TakeCleared<ulong>((Capacity + 63) / 64);
            // Nobody looks at what stands where none is.
            Volatile.Write(ref texts[column], (IntPtr)arena.Take<DuckString>(Capacity));
        }

        ((DuckString*)texts[column])[row] = text;
        ((ulong*)valid[column])[row >> 6] |= 1UL << (row & 63);
    }

    public void PutRest(DuckString name, DuckString value)
    {
        if (restUsed == restRoom) Grow();
        ((DuckString*)names)[restUsed] = name;
        ((DuckString*)values)[restUsed++] = value;
    }

    public override DuckString* Texts(int column, out ulong* there)
    {
        var at = (DuckString*)Volatile.Read(ref texts[column]);
        there = (ulong*)valid[column];
        return at;
    }

    private void Grow()
    {
        var room = Math.Max(Math.Max(64, Capacity * pairs), restRoom * 2);
        var moreNames = arena.Take<DuckString>(room);
        var moreValues = arena.Take<DuckString>(room);
        new Span<DuckString>((void*)names, restUsed).CopyTo(new Span<DuckString>(moreNames, room));
        new Span<DuckString>((void*)values, restUsed).CopyTo(new Span<DuckString>(moreValues, room));
        Volatile.Write(ref names, (IntPtr)moreNames);
        Volatile.Write(ref values, (IntPtr)moreValues);
        restRoom = room;
    }
}
