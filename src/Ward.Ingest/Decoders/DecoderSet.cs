using Ward.Ingest.Decoders.Families;
using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders;

/// <summary>The decoders that there are. A family lists its own in <c>Decoders/Families</c>, from the most particular to the most general.</summary>
public static class DecoderSet
{
    /// <summary>The decoder that looks at each line.</summary>
    public const string Auto = "auto";

    private static readonly Func<IDecoder>[] Makers =
    [
        .. HostDecoders.All, .. NetworkDecoders.All, .. JsonDecoders.All, .. PacketDecoders.All, .. FormatDecoders.All,
    ];

    /// <summary>The card of every decoder but <see cref="Auto"/>.</summary>
    public static IReadOnlyList<DecoderCard> Cards { get; } = [.. Makers.Select(m => m().Card)];

    /// <summary>Every name that a feed may ask for.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, .. Cards.Select(c => c.Name)];

    /// <summary>A fresh decoder by name; false where there is none.</summary>
    public static bool TryMake(string name, out IDecoder decoder)
    {
        var at = Cards.Index().FirstOrDefault(c => c.Item.Name == name, (-1, null!)).Index;
        decoder = name == Auto ? new AutoDecoder(MakeAll()) : at < 0 ? null! : Makers[at]();
        return decoder is not null;
    }

    /// <summary>One of each; those that read JSON share a table, so that a line is parsed once however many look at it.</summary>
    /// <param name="nesting">How many envelopes are open around the lines that this set will read.</param>
    internal static IDecoder[] MakeAll(int nesting = 0)
    {
        IDecoder[] all = [.. Makers.Select(m => m())];
        var table = new JsonTable();
        foreach (var source in all.OfType<JsonSource>()) source.Table = table;
        foreach (var envelope in all.OfType<EnvelopeSource>()) envelope.Nesting = nesting;
        return all;
    }
}
