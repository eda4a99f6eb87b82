using System.Net;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest;

/// <summary>From an arrival to an event, by the decoder that the feed names. Not thread-safe; one event, reused.</summary>
internal sealed class Normaliser
{
    private const string AnyJson = "json";
    private readonly EventBuilder builder = new();
    private readonly Dictionary<FeedId, Route> routes = [];
    private readonly Func<IPAddress, AssetId?> assetAt;
    private readonly IngestOptions options;
    private readonly ILogger logger;

    /// <summary>Counts what it reads in the feeds' meters.</summary>
    public Normaliser(IEnumerable<FeedMeter> meters, Func<IPAddress, AssetId?> assetAt, IngestOptions options, ILogger logger)
        : this(meters.Select(m => (m.Feed, (FeedMeter?)m)), assetAt, options, logger) { }

    /// <summary>Counts nothing.</summary>
    public Normaliser(IEnumerable<FeedOptions> feeds, Func<IPAddress, AssetId?> assetAt, IngestOptions options, ILogger logger)
        : this(feeds.Select(f => (f, (FeedMeter?)null)), assetAt, options, logger) { }

    private Normaliser(IEnumerable<(FeedOptions Feed, FeedMeter? Meter)> feeds, Func<IPAddress, AssetId?> assetAt, IngestOptions options, ILogger logger)
    {
        (this.assetAt, this.options, this.logger) = (assetAt, options, logger);
        foreach (var (feed, meter) in feeds)
            if (DecoderSet.TryMake(feed.Decoder, out var decoder)) routes[feed.Id] = new Route(feed, meter, decoder);
    }

    /// <summary>The event; valid until the next call.</summary>
    public Event Read(Arrival arrival)
    {
        if (!routes.TryGetValue(arrival.Feed, out var route)) routes[arrival.Feed] = route = Unlisted();
        if (options.Choices is { } choices && (route.Version != choices.Version || arrival.Offset >= route.Until)) Choose(choices, route, arrival);
        builder.Begin(arrival).Zone = route.Feed?.Zone ?? TimeZoneInfo.Utc;
        var line = arrival.Line.Span;
        var header = SyslogHeader.Read(line, arrival.Received, builder.Zone);

        // The end of a cut line is not the end that its program wrote, and several decoders read from there.
        if (!arrival.Cut && TryDecode(route, header))
        {
            if (options.ZoneAt is not null && builder.Event.TryGet(Fields.OtProtocol, out _)) SetArea(options.ZoneAt);
            route.Meter?.Understood(builder.Event.Decoder);
            if (route.Meter is { } meter && builder.Event.Decoder == AnyJson) meter.Ocsf.See(arrival.Line[(line.Length - header.Message.Length)..], arrival.Received);
        }
        else
        {
            builder.Begin(arrival);
            if (header.Time is { } claimed) builder.At(claimed);
            if (header.Host.Length > 0) builder.Set(Fields.DeviceHost, header.Host);
            if (header.App.Length > 0) builder.Set(Fields.ProcessName, header.App);
            builder.Set(Fields.Message, line);
            route.Meter?.NotUnderstood(line, arrival.Received);
        }

        BelieveClock(arrival, route);
        builder.Of(route.Feed?.Asset ?? (arrival.Assurance >= Assurance.Session && arrival.Sender is { } sender ? assetAt(sender) : null));
        return builder.Event;
    }

    /// <summary>Policy "poison": a decoder that breaks its promise never to throw loses the line's meaning, not the chapter.</summary>
    private bool TryDecode(Route route, in SyslogHeader header)
    {
        try
        {
            if (!route.Decoder.TryDecode(header.Message, header, builder)) return false;
            if (builder.Event.Decoder.Length == 0) builder.ReadBy(route.Decoder.Card.Name);
            return true;
        }
        catch (Exception e)
        {
            if (!route.Broken) logger.DecoderBroken(route.Decoder.Card.Name, e);
            route.Broken = true;
            return false;
        }
    }

    /// <summary>The part of the plant in which the device stands: who was asked, or, where the city does not know that address, who asked.</summary>
    private void SetArea(Func<IPAddress, string?> zoneAt)
    {
        if ((Zone(Fields.DestinationIp) ?? Zone(Fields.SourceIp)) is { } zone) builder.Set(Fields.OtArea, zone);

        string? Zone(FieldId field) => builder.Event.TryGet(field, out var text) && IPAddress.TryParse(text, out var address) ? zoneAt(address) : null;
    }

    /// <summary>Policy "clock": a time that cannot be true is replaced by the time of receipt, and counted.</summary>
    private void BelieveClock(Arrival arrival, Route route)
    {
        var clock = route.Feed?.Clock ?? FeedClock.Auto;
        if (clock == FeedClock.Received)
        {
            builder.At(arrival.Received);
            return;
        }

        var ahead = builder.Event.Time - arrival.Received;
        if (ahead <= options.ClockAhead && (clock == FeedClock.Source || ahead >= -options.ClockBehind)) return;
        builder.At(arrival.Received);
        route.Meter?.Clock();
    }

    /// <summary>A feed of an earlier configuration whose lines are still in the journal.</summary>
    private static Route Unlisted()
    {
        DecoderSet.TryMake(DecoderSet.Auto, out var decoder);
        return new Route(null, null, decoder);
    }

    /// <summary>Finds who reads the feed at this place of the journal, and until where.</summary>
    private static void Choose(DecoderChoices choices, Route route, Arrival arrival)
    {
        route.Version = choices.Version;
        (var chosen, route.Until) = choices.For(arrival.Feed, arrival.Offset);
        // A decoder that this version of Ward does not have is passed over; the page says so.
        var name = chosen is not null && DecoderSet.Names.Contains(chosen) ? chosen : route.Feed?.Decoder ?? DecoderSet.Auto;
        if (name == route.Decoder.Card.Name || !DecoderSet.TryMake(name, out var decoder)) return;
        route.Decoder = decoder;
        route.Broken = false;
        route.Meter?.Switched();
    }

    private sealed class Route(FeedOptions? feed, FeedMeter? meter, IDecoder decoder)
    {
        public FeedOptions? Feed => feed;

        public FeedMeter? Meter => meter;

        public IDecoder Decoder { get; set; } = decoder;

        /// <summary>The choices by which the decoder was found, and the offset from which others count.</summary>
        public object? Version { get; set; }

        public long Until { get; set; }

        public bool Broken { get; set; }
    }
}
