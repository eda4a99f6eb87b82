using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Ingest;

/// <summary>Lines to decode: a card's sample with other digits where it is still understood so. Synthetic; the same at every run.</summary>
internal static class DecodeLines
{
    private const int Variants = 256;
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Arrival[] Of(DecoderCard card)
    {
        var chance = new Random(1);
        DecoderSet.TryMake(card.Name, out var decoder);
        var sample = Encoding.UTF8.GetBytes(card.Sample);
        var lines = new Arrival[Variants];
        for (var i = 0; i < Variants; i++)
        {
            var line = (byte[])sample.Clone();
            for (var at = 0; at < line.Length; at++)
                if (line[at] is >= (byte)'1' and <= (byte)'8' && chance.Next(4) == 0) line[at] = (byte)('1' + chance.Next(8));
            lines[i] = Arrive(line);
            if (!Decode(decoder, lines[i], new EventBuilder())) lines[i] = Arrive(sample);
        }

        return lines;
    }

    /// <summary>Lines of many sources in an order in which no source is likely to follow itself.</summary>
    public static Arrival[] Mixed(IEnumerable<Arrival[]> sources)
    {
        var all = sources.SelectMany(s => s).ToArray();
        new Random(2).Shuffle(all);
        return all;
    }

    public static Arrival Arrive(byte[] line) => new(new CityId("bench"), new FeedId("bench"), 1, Received, Assurance.Authenticated, null, null, line, false);

    /// <summary>The way of a line through the chapter: stamp, header, decoder.</summary>
    public static bool Decode(IDecoder decoder, Arrival line, EventBuilder builder)
    {
        builder.Begin(line);
        var header = SyslogHeader.Read(line.Line.Span, line.Received, TimeZoneInfo.Utc);
        return decoder.TryDecode(header.Message, header, builder);
    }
}
