using DuckDB.NET.Data;
using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>The newest events, in a table in memory. One writer until it is sealed; the figures may be read from any thread.</summary>
internal sealed class HotTable : IDisposable
{
    private readonly DuckDBConnection connection;
    private readonly DuckDbChunk chunk;
    private readonly Dictionary<(int, int), HotPart> parts = [];
    private HotPart? last;
    private long events, bytes, rawBytes, from = long.MaxValue, to = long.MinValue, visible;

    public HotTable(DuckDBConnection root, string name, long next)
    {
        (Name, Next) = (name, next);
        connection = root.Duplicate();
        connection.Open();
        Sql.Run(connection, $"CREATE TABLE {name} ({Layout.Definition})");
        chunk = new DuckDbChunk(connection.NativeConnection, name);
    }

    public string Name { get; }

    /// <summary>The first offset behind its events.</summary>
    public long Next { get; private set; }

    /// <summary>Timestamp of its first event.</summary>
    public long Began { get; set; }

    public long Events => Volatile.Read(ref events);

    /// <summary>Events that searches see.</summary>
    public long Visible => Volatile.Read(ref visible);

    public long RawBytes => Volatile.Read(ref rawBytes);

    /// <summary>Lines and fields together, about what it takes in memory.</summary>
    public long Bytes => bytes;

    public (long From, long To) Times => (Volatile.Read(ref from), Volatile.Read(ref to));

    public Holes Holes { get; } = new();

    /// <summary>Names in <c>rest</c> over all parts.</summary>
    public RestNames RestNames { get; } = new();

    public IReadOnlyCollection<HotPart> Parts => parts.Values;

    public void Add(Event e)
    {
        var micros = TimeRange.Micros(e.Time);
        var key = (Segment.DayOf(micros), (int)e.Class);
        if (last is null || (last.Day, last.Class) != key)
        {
            if (!parts.TryGetValue(key, out last)) parts[key] = last = new HotPart(key.Item1, key.Item2);
        }

        last.Note(e, micros);
        chunk.Add(e, RestNames, Holes, last.Holes);
        for (var i = 0; i < e.FieldCount; i++)
        {
            bytes += e.ValueAt(i).Length + 8;
            if (e.FieldAt(i) is var field && (field == FieldId.Unmapped || Layout.Column(field) < 0)) last.RestNames.Add(e.NameAt(i));
        }

        bytes += e.Raw.Length + 64;
        Volatile.Write(ref rawBytes, rawBytes + e.Raw.Length);
        Volatile.Write(ref events, events + 1);
        Volatile.Write(ref from, Math.Min(from, micros));
        Volatile.Write(ref to, Math.Max(to, micros));
        Next = e.Offset + 1;
        if (chunk.IsFull) chunk.Hand();
    }

    /// <summary>Makes what was added visible.</summary>
    public void Commit()
    {
        if (visible == events) return;
        chunk.Commit();
        Volatile.Write(ref visible, events);
    }

    /// <summary>Ends writing; the table stays until <see cref="Drop"/>.</summary>
    public void Dispose()
    {
        chunk.Dispose();
        connection.Dispose();
    }

    public static void Drop(DuckDBConnection root, string name) => Sql.Run(root, $"DROP TABLE IF EXISTS {name}");
}
