namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Some rows in memory. A column of texts is made when its first value comes. One writer; rows that are already visible may be read from any thread,
/// since nothing moves: what grows is copied, and the old stays in the arena.
/// </summary>
internal sealed unsafe class HotBlock : ColumnBlock
{
    private readonly NativeArena arena;
    private readonly IntPtr[] texts = new IntPtr[Layout.Count];
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

    public void Put(int column, int row, int text)
    {
        var at = (int*)texts[column];
        if (at == null)
        {
            at = arena.TakeCleared<int>(Capacity);
            Volatile.Write(ref texts[column], (IntPtr)at);
        }

        at[row] = text;
    }

    public void PutRest(int name, int value)
    {
        if (restUsed == restRoom) Grow();
        ((int*)names)[restUsed] = name;
        ((int*)values)[restUsed++] = value;
    }

    public override int* Texts(int column) => (int*)Volatile.Read(ref texts[column]);

    private void Grow()
    {
        var room = Math.Max(Math.Max(64, Capacity * pairs), restRoom * 2);
        var moreNames = arena.Take<int>(room);
        var moreValues = arena.Take<int>(room);
        new Span<int>((void*)names, restUsed).CopyTo(new Span<int>(moreNames, room));
        new Span<int>((void*)values, restUsed).CopyTo(new Span<int>(moreValues, room));
        Volatile.Write(ref names, (IntPtr)moreNames);
        Volatile.Write(ref values, (IntPtr)moreValues);
        restRoom = room;
    }
}
