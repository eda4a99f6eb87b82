using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>The newest events, in memory, by day and class. One writer until it is sealed; the figures may be read from any thread.</summary>
internal sealed class HotTable(long number, long next) : IDisposable
{
    private readonly Dictionary<(int, int), HotPart> byKey = [];
    private volatile HotPart[] parts = [];
    private HotPart? last;
    private long events, bytes, rawBytes, from = long.MaxValue, to = long.MinValue, visible;

    /// <summary>By which <see cref="HotFunction"/> finds it.</summary>
    public long Number => number;

    /// <summary>The first offset behind its events.</summary>
    public long Next { get; private set; } = next;

    /// <summary>Timestamp of its first event.</summary>
    public long Began { get; set; }

    public long Events => Volatile.Read(ref events);

    /// <summary>Events that searches see.</summary>
    public long Visible => Volatile.Read(ref visible);

    public long RawBytes => Volatile.Read(ref rawBytes);

    /// <summary>About what it takes in memory, as of the last <see cref="Commit"/>.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    public (long From, long To) Times => (Volatile.Read(ref from), Volatile.Read(ref to));

    public Holes Holes { get; } = new();

    /// <summary>Names in <c>rest</c> over all parts.</summary>
    public RestNames RestNames { get; } = new();

    public IReadOnlyList<HotPart> Parts => parts;

    public void Add(Event e)
    {
        var micros = TimeRange.Micros(e.Time);
        var key = (Segment.DayOf(micros), (int)e.Class);
        if (last is null || (last.Day, last.Class) != key)
        {
            if (!byKey.TryGetValue(key, out last))
            {
                byKey[key] = last = new HotPart(key.Item1, key.Item2, Holes, RestNames);
                parts = [.. parts, last];
            }
        }

        last.Add(e, micros);
        Volatile.Write(ref rawBytes, rawBytes + e.Raw.Length);
        Volatile.Write(ref events, events + 1);
        if (micros < from) Volatile.Write(ref from, micros);
        if (micros > to) Volatile.Write(ref to, micros);
        Next = e.Offset + 1;
    }

    /// <summary>Makes what was added visible.</summary>
    public void Commit()
    {
        if (visible == events) return;
        var taken = 0L;
        foreach (var part in parts)
        {
            part.Commit();
            taken += part.Bytes;
        }

        Volatile.Write(ref bytes, taken);
        Volatile.Write(ref visible, events);
    }

    /// <summary>Gives its memory back; nobody may look at it any more.</summary>
    public void Dispose()
    {
        foreach (var part in parts) part.Dispose();
    }
}
