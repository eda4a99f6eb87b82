using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests;

/// <summary>One line through the chapter's own path, its event copied so that tests can keep it.</summary>
internal sealed record Decoded(
    bool Understood, EventClass Class, int Activity, int Status, LogSource Source, DateTimeOffset Time, bool Proven, AssetId? Asset, Dictionary<string, string> Fields, byte[] Raw, string By)
{
    public static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public string? this[string path] => Fields.GetValueOrDefault(path);

    public static Decoded Line(string decoder, string line) => Line(decoder, Encoding.UTF8.GetBytes(line));

    public static Decoded Line(
        string decoder, byte[] line, DateTimeOffset? received = null, FeedOptions? feed = null, Assurance assurance = Assurance.Authenticated,
        IPAddress? sender = null, Func<IPAddress, AssetId?>? assetAt = null, bool cut = false, IngestOptions? options = null)
    {
        feed ??= new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, decoder, null, []);
        var meter = new FeedMeter(feed, NullLogger.Instance);
        var normaliser = new Normaliser([meter], assetAt ?? (_ => null), options ?? new IngestOptions(), NullLogger.Instance);
        var arrival = new Arrival(new CityId("c"), feed.Id, 1, received ?? Received, assurance, sender, null, line, cut);
        var read = normaliser.Read(arrival);
        if (meter.Status().Understood == 1 && DecoderReach.Of(read.Decoder) is { } reach && !CameInAnEnvelope(read)) KeepsTo(reach, read);
        var fields = new Dictionary<string, string>();
        for (var i = 0; i < read.FieldCount; i++) fields.TryAdd(Encoding.UTF8.GetString(read.NameAt(i)), Encoding.UTF8.GetString(read.ValueAt(i)));
        return new Decoded(meter.Status().Understood == 1, read.Class, read.Activity, read.StatusId, read.LogSource, read.Time, read.SourceProven, read.Asset, fields, read.Raw.ToArray(), read.Decoder);
    }

    /// <summary>The envelope has then written beside the decoder of the line in it.</summary>
    private static bool CameInAnEnvelope(Event read) =>
        read.Raw.Span.IndexOf("{"u8) is >= 0 and < 64 && DecoderSet.Cards.Single(c => c.Name == read.Decoder) is { Envelope: false, Shape: LineShape.Text };

    /// <summary>The table of what decoders write says so of this event.</summary>
    private static void KeepsTo(DecoderReach reach, Event read)
    {
        Assert.True(reach.MayWrite(read.LogSource), $"Schema/decoders.tsv: {reach.Decoder} writes {read.LogSource}");
        for (var i = 0; i < read.FieldCount; i++)
            Assert.True(reach.MaySet(Encoding.UTF8.GetString(read.NameAt(i))), $"Schema/decoders.tsv: {reach.Decoder} sets {Encoding.UTF8.GetString(read.NameAt(i))}");
    }
}
