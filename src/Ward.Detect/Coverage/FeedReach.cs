using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;

namespace Ward.Detect.Coverage;

/// <summary>What the feeds at hand can bring: the decoders that may read their lines.</summary>
/// <param name="Named">Decoders that a feed names, or that its kind has alone.</param>
/// <param name="Found">Decoders that the automatic choice may come to.</param>
public sealed record FeedReach(IReadOnlyList<DecoderReach> Named, IReadOnlyList<DecoderReach> Found)
{
    /// <summary>Of every decoder that there is: where nobody says which feeds there are.</summary>
    public static FeedReach Everything { get; } = new([], [.. DecoderSet.Cards.Select(c => DecoderReach.Of(c.Name)).OfType<DecoderReach>()]);

    /// <summary>Of these feeds. A pcap or live feed brings packets, all others bring lines; an envelope may carry any line.</summary>
    public static FeedReach Of(IEnumerable<FeedOptions> feeds)
    {
        var (named, found) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var feed in feeds)
        {
            var isPackets = feed.Kind is FeedKind.Pcap or FeedKind.Live;
            if (feed.Decoder != DecoderSet.Auto) named.Add(feed.Decoder);
            var carriesAny = feed.Decoder == DecoderSet.Auto || DecoderSet.Cards.Any(c => c.Name == feed.Decoder && c.Envelope);
            if (carriesAny) found.UnionWith(DecoderSet.Cards.Where(c => c.Shape == LineShape.Packet == isPackets).Select(c => c.Name));
        }

        return new FeedReach(Rows(named), Rows(found.Except(named)));
    }

    private static DecoderReach[] Rows(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal).Select(DecoderReach.Of).OfType<DecoderReach>()];
}
