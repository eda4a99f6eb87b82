using System.Text;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Search;

/// <summary>
/// Stored events as events again, so that what reads events reads history too (docs/decisions/0013-hunting-reads-what-was-stored.md).
/// One event, reused: valid until the next call. Not thread-safe.
/// </summary>
public sealed class FoundEventBuilder
{
    // Log sources may come from hostile lines.
    private const int MostSources = 1024;
    private readonly EventBuilder builder = new();
    private readonly Dictionary<LogSource, LogSource> sources = [];
    private byte[] name = new byte[256], value = new byte[4096];

    /// <summary>
    /// The event as it was stored: the same stamp, fields, log source and line. Times are to the microsecond; the receipt is to the
    /// millisecond, and is the event's own time where that lies within the same millisecond, as it does where a line tells no time.
    /// </summary>
    public Event Read(FoundEvent found)
    {
        var received = found.Time >= found.Received && found.Time - found.Received < TimeSpan.FromMilliseconds(1) ? found.Time : found.Received;
        builder.Begin(new Arrival(found.City, found.Feed, found.Offset, received, found.Assurance, null, null, found.Raw, false))
            .Is(found.Class, found.Activity, found.StatusId, SourceOf(found)).At(found.Time).ReadBy(found.Decoder).Of(found.Asset).Proven(found.SourceProven);
        foreach (var (path, text) in found.Fields)
        {
            var utf8 = Utf8(text, ref value);
            if (Fields.TryFind(path, out var known) && !builder.Event.TryGet(known, out _)) builder.Set(known, utf8);
            // The builder takes one such prefix off, which the stored name has lost already.
            else builder.SetUnmapped(Utf8(path.StartsWith("unmapped.", StringComparison.Ordinal) ? "unmapped." + path : path, ref name), utf8);
        }

        return builder.Event;
    }

    // One instance for each, since readers tell sources apart by reference first.
    private LogSource SourceOf(FoundEvent found)
    {
        if (found.LogSource is not { } source || source == LogSource.None) return LogSource.None;
        if (sources.TryGetValue(source, out var known)) return known;
        if (sources.Count >= MostSources) sources.Clear();
        return sources[source] = source;
    }

    private static ReadOnlySpan<byte> Utf8(string text, ref byte[] into)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (into.Length < most) into = new byte[most];
        return into.AsSpan(0, Encoding.UTF8.GetBytes(text, into));
    }
}
