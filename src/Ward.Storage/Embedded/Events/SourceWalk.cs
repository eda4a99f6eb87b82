using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Goes over what a search has to look at, a handful at a time, passes over what cannot hold anything, and counts.</summary>
internal sealed class SourceWalk(IReadOnlyList<Source> sources, Condition where, string folder)
{
    private const int MostAtOnce = 32;
    private int at, done, skipped;
    private long scanned;

    public long Found { get; set; }

    public SearchProgress Progress => new(done, sources.Count, skipped, scanned, Found);

    /// <summary>Sorts what is left. Before the first step.</summary>
    public SourceWalk Ordered(Func<IReadOnlyList<Source>, IEnumerable<Source>> order) => new([.. order(sources)], where, folder);

    /// <summary>The newest time of what is left, or the least there is.</summary>
    public long NewestLeft => at < sources.Count ? sources.Skip(at).Max(s => s.To) : long.MinValue;

    /// <summary>The oldest time of what is left, or the most there is.</summary>
    public long OldestLeft => at < sources.Count ? sources.Skip(at).Min(s => s.From) : long.MaxValue;

    /// <summary>The next handful, together at most so many events unless one alone has more; null at the end.</summary>
    public IReadOnlyList<Source>? Next(long events)
    {
        var handful = new List<Source>();
        var together = 0L;
        for (; at < sources.Count && handful.Count < MostAtOnce; at++)
        {
            var source = sources[at];
            if (source.Segment is { } segment && !SegmentChoice.MayHold(where, segment, segment.FilterIn(folder)))
            {
                skipped++;
                done++;
                continue;
            }

            if (handful.Count > 0 && together + source.Events > events) break;
            handful.Add(source);
            together += source.Events;
        }

        return handful.Count > 0 ? handful : null;
    }

    /// <summary>How far it is where so many in a hundred of these have been looked at, as DuckDB guesses.</summary>
    public SearchProgress Guess(IReadOnlyList<Source> handful, double percent)
    {
        var share = double.IsFinite(percent) ? Math.Clamp(percent / 100, 0, 1) : 0;
        return Progress with { SegmentsDone = done + (int)(handful.Count * share), EventsScanned = scanned + (long)(handful.Sum(s => s.Events) * share) };
    }

    /// <summary>Notes that these were looked at.</summary>
    public void Done(IReadOnlyList<Source> handful)
    {
        done += handful.Count;
        scanned += handful.Sum(s => s.Events);
    }
}
