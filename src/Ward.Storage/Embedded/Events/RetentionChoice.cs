using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>Which segments have to go.</summary>
internal static class RetentionChoice
{
    /// <summary>Whole segments: those whose newest event is too old, then the oldest days until the rest fits.</summary>
    public static IReadOnlyList<Segment> Of(IReadOnlyList<Segment> segments, Retention retention, DateTimeOffset now)
    {
        var oldest = retention.Keep is { } keep ? TimeRange.Micros(now - keep) : long.MinValue;
        var gone = segments.Where(s => s.To < oldest).ToList();
        if (retention.Size is not { } size) return gone;
        var left = segments.Sum(Room) - gone.Sum(Room);
        foreach (var segment in segments.Except(gone).OrderBy(s => s.Day).ThenBy(s => s.FirstOffset).ToList())
        {
            if (left <= size) break;
            left -= Room(segment);
            gone.Add(segment);
        }

        return gone;
    }

    /// <summary>Bytes that it takes to keep. What is spilled becomes Parquet of a sixth of its lines: a flood that has not come to that yet must not drive out history.</summary>
    private static long Room(Segment segment) => segment.Spilled ? Math.Min(segment.Bytes, segment.RawBytes / 6) : segment.Bytes;
}
