namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Which segments are written next: what is spilled waits for it, and small ones are worth joining. An event is written again only where the piece that it comes to is by factors larger than the one it
/// was in, so that joining costs each event a few writes in all, however late and in however small pieces events come.
/// </summary>
internal static class JoinChoice
{
    /// <summary>So many small files of a day and class go before larger ones: each is open and mapped.</summary>
    private const int ManyFiles = 64;

    /// <summary>Files of one statement; its cost grows faster than their number.</summary>
    private const int MostAtOnce = 256;

    /// <summary>
    /// Segments of one day and class, in journal order, that together make one of full size or fewer; null where nothing is due. Due are as many as
    /// fill one; <see cref="EventStoreOptions.JoinAt"/> of like size, with those that are smaller; and, of a day that is over (two days behind the newest
    /// one, so that what comes late is mostly there), all where the largest is no more than two in three of it.
    /// </summary>
    public static IReadOnlyList<Segment>? Of(IReadOnlyList<Segment> segments, EventStoreOptions options)
    {
        if (segments.Count == 0) return null;
        if (Spilled(segments, options) is { } waiting) return waiting;
        var over = segments.Max(s => s.Day) - 2;
        foreach (var group in segments.Where(s => IsSmall(s, options)).GroupBy(s => (s.Day, s.Class)))
        {
            List<Segment> pieces = [.. group.OrderBy(s => s.FirstOffset)];
            var events = pieces.Sum(s => s.Events);
            var isDue = events >= options.SegmentEvents || (group.Key.Day <= over && pieces.Max(s => s.Events) * 3 <= events * 2);
            if (Filling(isDue ? pieces : Alike(pieces, options.JoinAt), options.SegmentEvents) is { Count: >= 2 } parts) return parts;
        }

        return null;
    }

    /// <summary>Whether the segment may be joined with others.</summary>
    private static bool IsSmall(Segment segment, EventStoreOptions options) => segment.Events < options.SegmentEvents / 2;

    /// <summary>Of the day and class of which most waits, as much as makes one of full size; the more comes in the meantime, the fewer times an event is written.</summary>
    private static List<Segment>? Spilled(IReadOnlyList<Segment> segments, EventStoreOptions options)
    {
        var most = segments.Where(s => s.Spilled).GroupBy(s => (s.Day, s.Class)).MaxBy(g => (g.Count() >= ManyFiles, g.Sum(s => s.Events)));
        if (most is null) return null;
        List<Segment> pieces = [.. most.OrderBy(s => s.FirstOffset)];
        return Filling(pieces, options.SegmentEvents) is { Count: > 0 } parts ? parts : pieces[..1];
    }

    /// <summary>So many of one size, a power of it, and all smaller ones; none where there are not so many.</summary>
    private static List<Segment> Alike(List<Segment> pieces, int joinAt)
    {
        var sizes = pieces.GroupBy(s => Size(s.Events, joinAt)).Where(g => g.Count() >= joinAt).Select(g => g.Key).Order().ToList();
        return sizes.Count == 0 ? [] : [.. pieces.Where(s => Size(s.Events, joinAt) <= sizes[0])];
    }

    private static int Size(long events, int by)
    {
        var size = 0;
        for (; events >= by; events /= by) size++;
        return size;
    }

    private static List<Segment> Filling(List<Segment> pieces, long most)
    {
        var parts = new List<Segment>();
        var events = 0L;
        foreach (var segment in pieces)
        {
            if (events + segment.Events > most || parts.Count == MostAtOnce) break;
            parts.Add(segment);
            events += segment.Events;
        }

        return parts;
    }
}
