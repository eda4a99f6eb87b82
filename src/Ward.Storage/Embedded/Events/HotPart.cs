using Ward.Ingest;

namespace Ward.Storage.Embedded.Events;

/// <summary>The events of one day and class while they are in memory, as columns. One writer; rows before <see cref="Visible"/> may be read from any thread.</summary>
internal sealed class HotPart : IDisposable
{
    private const int FirstBlock = 64;

    /// <summary>Rows of a full block: as many as DuckDB takes at once.</summary>
    public const int FullBlock = 2048;

    private readonly NativeArena arena = new();
    private readonly HotColumns columns;
    private volatile HotBlock[] blocks = [];
    private int rows;
    private long visible;

    public HotPart(int day, int eventClass, Holes holes, RestNames names)
    {
        (Day, Class) = (day, eventClass);
        columns = new HotColumns(arena, new WordGatherer(Words), names, RestNames, holes, Holes);
    }

    public int Day { get; }

    public int Class { get; }

    /// <summary>The words of its lines and the values of its filtered fields.</summary>
    public TokenSet Words { get; } = new();

    public RestNames RestNames { get; } = new();

    public Holes Holes { get; } = new();

    /// <summary>Whether all words of all lines are among <see cref="Words"/>.</summary>
    public bool Sure => columns.Sure;

    public long Events { get; private set; }

    /// <summary>Events that searches see.</summary>
    public long Visible => Volatile.Read(ref visible);

    public long RawBytes { get; private set; }

    public long From { get; private set; } = long.MaxValue;

    public long To { get; private set; } = long.MinValue;

    public long FirstOffset { get; private set; } = long.MaxValue;

    public long LastOffset { get; private set; } = long.MinValue;

    /// <summary>What it takes in memory.</summary>
    public long Bytes => arena.Bytes + (Words.Room * sizeof(ulong));

    /// <summary>In the order of its events, all full but the last.</summary>
    public IReadOnlyList<HotBlock> Blocks => blocks;

    public void Add(Event e, long micros)
    {
        if (blocks.Length == 0 || rows == blocks[^1].Capacity) Begin();
        columns.Put(blocks[^1], rows, e, micros);
        rows++;
        Events++;
        RawBytes += e.Raw.Length;
        (From, To) = (Math.Min(From, micros), Math.Max(To, micros));
        (FirstOffset, LastOffset) = (Math.Min(FirstOffset, e.Offset), Math.Max(LastOffset, e.Offset));
    }

    /// <summary>Makes what was added visible.</summary>
    public void Commit() => Volatile.Write(ref visible, Events);

    public void Dispose() => arena.Dispose();

    private void Begin()
    {
        var (capacity, pairs) = blocks.Length == 0 ? (FirstBlock, 1) : (Math.Min(blocks[^1].Capacity * 2, FullBlock), (blocks[^1].RestUsed / blocks[^1].Capacity) + 1);
        blocks = [.. blocks, new HotBlock(arena, capacity, pairs)];
        rows = 0;
    }
}
