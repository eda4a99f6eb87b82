using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>The newest events, in memory, by day and class. One writer until it is sealed; the figures may be read from any thread, as of the last <see cref="Commit"/>.</summary>
/// <param name="spare">Where the memory of its events comes from, and goes to.</param>
internal sealed class HotTable(long number, long next, ArenaPieces spare) : IDisposable
{
    private readonly Dictionary<(int, int), HotPart> byKey = [];
    private volatile HotPart[] parts = [];
    private HotPart? last;
    private long events, bytes, visible;

    /// <summary>By which <see cref="HotFunction"/> finds it.</summary>
    public long Number => number;

    /// <summary>The first offset behind its events.</summary>
    public long Next { get; private set; } = next;

    /// <summary>Timestamp of its first event.</summary>
    public long Began { get; set; }

    /// <summary>Events added so far.</summary>
    public long Events => Volatile.Read(ref events);

    /// <summary>Events that searches see.</summary>
    public long Visible => Volatile.Read(ref visible);

    public long RawBytes => parts.Sum(p => p.RawBytes);

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Times of the oldest and the newest event; the most and the least there is where it has none.</summary>
    public (long From, long To) Times => parts.Aggregate((From: long.MaxValue, To: long.MinValue), (t, p) => (Math.Min(t.From, p.From), Math.Max(t.To, p.To)));

    public IReadOnlyList<HotPart> Parts => parts;

    /// <summary>As <see cref="Twins.All"/>, of all parts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> TwinNames => Twins.Together(parts.Select(p => p.Twins.All));

    public void Add(Event e)
    {
        var micros = TimeRange.Micros(e.Time);
        var key = (Segment.DayOf(micros), (int)e.Class);
        if (last is null || (last.Day, last.Class) != key)
        {
            if (!byKey.TryGetValue(key, out last))
            {
                byKey[key] = last = new HotPart(key.Item1, key.Item2, spare);
                parts = [.. parts, last];
            }
        }

        last.Add(e, micros);
        Volatile.Write(ref events, events + 1);
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
