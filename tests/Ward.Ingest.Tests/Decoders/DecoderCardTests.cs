using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Decoders;

public sealed class DecoderCardTests
{
    private const int Rounds = 20_000;

    public static TheoryData<string> TextDecoders => [.. DecoderSet.Cards.Where(c => c.Shape == LineShape.Text).Select(c => c.Name)];

    [Fact]
    public void NamesAreUnique() => Assert.Equal(DecoderSet.Names.Count, DecoderSet.Names.Distinct().Count());

    [Theory]
    [MemberData(nameof(TextDecoders))]
    public void ItsSampleIsUnderstoodByNameAndAutomatically(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        Assert.True(Decoded.Line(name, card.Sample).Understood);
        Assert.True(Decoded.Line("auto", card.Sample).Understood);
    }

    public static TheoryData<string> Decoders => [.. DecoderSet.Cards.Select(c => c.Name)];

    /// <summary>Closer to a decoder's own lines than arbitrary bytes: pieces of its sample cut, doubled, swapped and replaced.</summary>
    [Theory]
    [MemberData(nameof(Decoders))]
    public void APieceOfItsSampleInTheWrongPlaceNeverThrows(string name)
    {
        var sample = Encoding.UTF8.GetBytes(DecoderSet.Cards.Single(c => c.Name == name).Sample);
        Assert.True(DecoderSet.TryMake(name, out var decoder));
        var cut = Gen.Select(Gen.Int[0, sample.Length], Gen.Int[0, sample.Length]).Select((a, b) => sample[Math.Min(a, b)..Math.Max(a, b)]);
        byte[] marks = [.. " \"'[]()=,|:/\\-<>\0\uFFFD"u8];
        var noise = Gen.Int[0, marks.Length - 1].Select(i => marks[i]).Array[0, 3];
        var begin = Gen.Int[0, sample.Length].Select(i => sample[..i]);
        Gen.Select(begin, noise, cut, noise, cut).Select((a, b, c, d, e) => a.Concat(b).Concat(c).Concat(d).Concat(e).ToArray()).Sample(
            line =>
            {
                var header = SyslogHeader.Read(line, Decoded.Received, TimeZoneInfo.Utc);
                decoder.TryDecode(header.Message, header, new EventBuilder());
            },
            iter: 2000, threads: 1);
    }

    /// <summary>A quarter of a megabyte of the same piece takes no longer than a linear reading may: the bound is wide, but a square of it is minutes.</summary>
    [Theory]
    [MemberData(nameof(Decoders))]
    public void ALongLineIsReadInLinearTime(string name)
    {
        var sample = DecoderSet.Cards.Single(c => c.Name == name).Sample;
        Assert.True(DecoderSet.TryMake(name, out var decoder));
        string[] tails = [" a=\"", " x[", "(", " ; COMMAND=", ", client: ", " \\", "|", ",", " from ", ": ", "> IP <", " cs1=a", "AP : "];
        foreach (var tail in tails)
        {
            var line = Encoding.UTF8.GetBytes(sample + string.Concat(Enumerable.Repeat(tail, 250_000 / tail.Length)));
            var start = Stopwatch.GetTimestamp();
            var header = SyslogHeader.Read(line, Decoded.Received, TimeZoneInfo.Utc);
            decoder.TryDecode(header.Message, header, new EventBuilder());
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5), $"'{tail}' took {Stopwatch.GetElapsedTime(start)}");
        }
    }

    [Theory]
    [MemberData(nameof(TextDecoders))]
    public void ItsSampleIsReadWithoutAllocating(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        var meter = new FeedMeter(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, name, null, []), NullLogger.Instance);
        var normaliser = new Normaliser([meter], _ => null, new IngestOptions(), NullLogger.Instance);
        var arrival = new Arrival(new CityId("c"), new FeedId("f"), 1, Decoded.Received, Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes(card.Sample), false);
        for (var i = 0; i < 2000; i++) normaliser.Read(arrival);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds; i++) normaliser.Read(arrival);
        var rate = Rounds / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{name}: {rate:n0} lines/s on one core, {arrival.Line.Length} bytes each"));
        Assert.True(allocated < Rounds, $"{allocated / (double)Rounds:f1} bytes a line");
    }
}
