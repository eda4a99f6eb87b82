using Ward.Ingest;

namespace Ward.Storage.Embedded.Events;

/// <summary>The events of one day and class while they are in memory, as columns. One writer; rows before <see cref="Visible"/> may be read from any thread.</summary>
internal sealed unsafe class HotPart : IColumnPart, IDisposable
{
    private const int FirstBlock = 64;

    /// <summary>Rows of a full block: as many as DuckDB takes at once.</summary>
    public const int FullBlock = 2048;

    private readonly NativeArena arena, texts;
    private readonly HotColumns columns;
    private volatile HotBlock[] blocks = [];
    private int rows;
    private long visible, rawBytes, from = long.MaxValue, to = long.MinValue;

    public HotPart(int day, int eventClass, ArenaPieces spare)
    {
        (Day, Class) = (day, eventClass);
        (arena, texts) = (new NativeArena(spare), new NativeArena(spare));
        Words = new WordList(arena);
        Texts = new KeptTexts(arena, texts);
        columns = new HotColumns(new TextPool(Texts, arena), new WordGatherer(Words), RestNames, Twins, Holes);
    }

    public int Day { get; }

    public int Class { get; }

    /// <summary>The words of its lines and the values of its filtered fields.</summary>
    public WordList Words { get; }

    public RestNames RestNames { get; } = new();

    public Twins Twins { get; } = new();

    public Holes Holes { get; } = new();

    /// <summary>Whether all words of all lines are among <see cref="Words"/>.</summary>
    public bool Sure => columns.Sure;

    public long Events { get; private set; }

    /// <summary>Events that searches see.</summary>
    public long Visible => Volatile.Read(ref visible);

    public long RawBytes => Volatile.Read(ref rawBytes);

    /// <summary>Time of its oldest event.</summary>
    public long From => Volatile.Read(ref from);

    /// <summary>Time of its newest event.</summary>
    public long To => Volatile.Read(ref to);

    public long FirstOffset { get; private set; } = long.MaxValue;

    public long LastOffset { get; private set; } = long.MinValue;

    /// <summary>What it takes in memory.</summary>
    public long Bytes => arena.Bytes + texts.Bytes;

    public KeptTexts Texts { get; }

    public IReadOnlyList<ColumnBlock> Blocks => blocks;

    public void Add(Event e, long micros)
    {
        if (blocks.Length == 0 || rows == blocks[^1].Capacity) Begin();
        columns.Put(blocks[^1], rows, e, micros);
        rows++;
        Events++;
        Volatile.Write(ref rawBytes, rawBytes + e.Raw.Length);
        if (micros < from) Volatile.Write(ref from, micros);
        if (micros > to) Volatile.Write(ref to, micros);
        (FirstOffset, LastOffset) = (Math.Min(FirstOffset, e.Offset), Math.Max(LastOffset, e.Offset));
    }

    /// <summary>Makes what was added visible.</summary>
    public void Commit() => Volatile.Write(ref visible, Events);

    public void Copy(int* numbers, DuckString* to, int rows) => Texts.Copy(numbers, to, rows);

    public void Dispose()
    {
        arena.Dispose();
        texts.Dispose();
    }

    private void Begin()
    {
        var (capacity, pairs) = blocks.Length == 0 ? (FirstBlock, 1) : (Math.Min(blocks[^1].Capacity * 2, FullBlock), (blocks[^1].RestUsed / blocks[^1].Capacity) + 1);
        blocks = [.. blocks, new HotBlock(arena, capacity, pairs)];
        rows = 0;
    }
}
