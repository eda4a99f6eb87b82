using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest;

/// <summary>
/// Lines of no feed, read by the same way as a feed's: for tests of rules, and for asking why a rule speaks. A time that a line names is
/// believed, however long ago it was. Not thread-safe; one event, reused.
/// </summary>
public sealed class LineReader
{
    /// <summary>The moment of lines of which nobody says when they came and that name no time themselves; it lends its year to times without one.</summary>
    public static readonly DateTimeOffset Unstated = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Ever = TimeSpan.FromDays(200_000);
    private static readonly CityId City = new("sample");
    private static readonly FeedId Feed = new("sample");
    private readonly Normaliser normaliser;
    private long lines;

    private LineReader(string decoder, AssetId? asset) => normaliser = new Normaliser(
        [new FeedMeter(new FeedOptions(Feed, FeedKind.Http, null, null, decoder, asset, []), NullLogger.Instance)],
        _ => null,
        new IngestOptions { ClockAhead = Ever, ClockBehind = Ever },
        NullLogger.Instance);

    /// <summary>One for lines of this decoder; false where there is no such decoder.</summary>
    /// <param name="asset">The asset whose log it is, as a feed's configuration would say; null for none.</param>
    public static bool TryMake(string decoder, AssetId? asset, out LineReader reader)
    {
        reader = DecoderSet.Names.Contains(decoder) ? new LineReader(decoder, asset) : null!;
        return reader is not null;
    }

    /// <summary>
    /// The event; valid until the next call. <see cref="Event.Decoder"/> is empty where no decoder understood the line. Offsets count the lines from 1.
    /// </summary>
    /// <param name="line">Without its end; must stay as it is while the event is used.</param>
    /// <param name="received">When it came; null for the moment that the line itself names. A line that says that it happened later came then.</param>
    public Event Read(ReadOnlyMemory<byte> line, DateTimeOffset? received)
    {
        var came = received ?? Unstated;
        var e = normaliser.Read(new Arrival(City, Feed, ++lines, came, Assurance.Authenticated, null, null, line, false));
        if (received is null || e.Time > came) e.Received = e.Time;
        return e;
    }
}
