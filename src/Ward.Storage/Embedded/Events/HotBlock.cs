namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Some rows as columns that DuckDB's vectors can be copied from. A column of texts is made when its first value comes. One writer; rows that are
/// already visible may be read from any thread, since nothing moves: what grows is copied, and the old stays in the arena.
/// </summary>
internal sealed unsafe class HotBlock
{
    private readonly NativeArena arena;
    private readonly IntPtr[] texts = new IntPtr[Layout.Count], valid = new IntPtr[Layout.Count];
    private IntPtr names, values;
    private readonly int pairs;
    private int restUsed, restRoom;

    /// <param name="pairs">About how many pairs in <c>rest</c> a row has.</param>
    public HotBlock(NativeArena arena, int capacity, int pairs)
    {
        (this.arena, Capacity, this.pairs) = (arena, capacity, pairs);
        Times = arena.TakeCleared<long>(capacity);
        Received = arena.TakeCleared<long>(capacity);
        Offsets = arena.TakeCleared<long>(capacity);
        Activities = arena.TakeCleared<int>(capacity);
        Statuses = arena.TakeCleared<int>(capacity);
        Assurances = arena.TakeCleared<sbyte>(capacity);
        Proven = arena.TakeCleared<byte>(capacity);
        Rest = arena.TakeCleared<RestEntry>(capacity);
    }

    public int Capacity { get; }

    public long* Times { get; }

    public long* Received { get; }

    public long* Offsets { get; }

    public int* Activities { get; }

    public int* Statuses { get; }

    public sbyte* Assurances { get; }

    public byte* Proven { get; }

    public RestEntry* Rest { get; }

    /// <summary>Names and values of <c>rest</c>, which <see cref="Rest"/> points into. As of now; read after the rows' visibility.</summary>
    public (IntPtr Names, IntPtr Values) RestTexts => (Volatile.Read(ref names), Volatile.Read(ref values));

    /// <summary>Pairs in <c>rest</c> so far.</summary>
    public int RestUsed => restUsed;

    public void Put(int column, int row, DuckString text)
    {
        if (texts[column] == 0)
        {
            valid[column] = (IntPtr)arena.TakeCleared<ulong>((Capacity + 63) / 64);
            Volatile.Write(ref texts[column], (IntPtr)arena.TakeCleared<DuckString>(Capacity));
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

    /// <summary>The column's values and which of them are there; null where no row has one.</summary>
    public DuckString* Texts(int column, out ulong* there)
    {
        var at = (DuckString*)Volatile.Read(ref texts[column]);
        there = (ulong*)valid[column];
        return at;
    }

    private void Grow()
    {
        var room = Math.Max(Math.Max(64, Capacity * pairs), restRoom * 2);
        var moreNames = arena.TakeCleared<DuckString>(room);
        var moreValues = arena.TakeCleared<DuckString>(room);
        new Span<DuckString>((void*)names, restUsed).CopyTo(new Span<DuckString>(moreNames, room));
        new Span<DuckString>((void*)values, restUsed).CopyTo(new Span<DuckString>(moreValues, room));
        Volatile.Write(ref names, (IntPtr)moreNames);
        Volatile.Write(ref values, (IntPtr)moreValues);
        restRoom = room;
    }

    /// <summary>An entry of a list vector (duckdb_list_entry).</summary>
    public readonly record struct RestEntry(ulong Offset, ulong Length);
}
