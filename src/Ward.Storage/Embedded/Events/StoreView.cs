using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>What the store holds at one moment, in memory and on disk, each event once. What it names stays there until nobody looks at it any more.</summary>
internal sealed class StoreView(IReadOnlyList<Segment> segments, IReadOnlyList<HotTable> hot)
{
    public IReadOnlyList<Segment> Segments => segments;

    public IReadOnlyList<HotTable> Hot => hot;

    /// <summary>How many searches look at it. Under the views' lock.</summary>
    public int Users { get; set; }

    /// <summary>What is to be deleted once nobody looks at this view or an older one. Under the views' lock.</summary>
    public List<Action> Garbage { get; } = [];

    /// <summary>Everything that can hold an event of the time.</summary>
    public IEnumerable<Source> Sources(TimeRange time, DateTimeOffset now, string folder)
    {
        var (from, until) = time.Bounds(now);
        foreach (var table in hot)
        {
            var (first, last) = table.Times;
            if (table.Visible > 0 && last >= from && first < until) yield return Source.Of(table);
        }

        foreach (var segment in segments)
            if (segment.To >= from && segment.From < until) yield return Source.Of(segment, folder);
    }
}
