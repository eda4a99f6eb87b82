namespace Ward.Storage.Embedded.Events;

/// <summary>Which small segments are worth joining.</summary>
internal static class JoinChoice
{
    /// <summary>
    /// Segments of one day and class, in journal order, that together make one of full size or fewer; null where nothing is due. Due are many pieces,
    /// and every piece of a day that is over: two days behind the newest one, so that what comes late is mostly there.
    /// </summary>
    public static IReadOnlyList<Segment>? Of(IReadOnlyList<Segment> segments, EventStoreOptions options)
    {
        if (segments.Count == 0) return null;
        var over = segments.Max(s => s.Day) - 2;
        foreach (var group in segments.Where(s => s.Events < options.SegmentEvents / 2).GroupBy(s => (s.Day, s.Class)))
        {
            if (group.Key.Day > over && group.Count() < options.JoinAt && group.Sum(s => s.Events) < options.SegmentEvents) continue;
            var parts = new List<Segment>();
            var events = 0L;
            foreach (var segment in group.OrderBy(s => s.FirstOffset))
            {
                if (events + segment.Events > options.SegmentEvents) break;
                parts.Add(segment);
                events += segment.Events;
            }

            if (parts.Count >= 2) return parts;
        }

        return null;
    }
}
