using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Decoders;

public sealed class DecoderCardTests
{
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

    [Theory]
    [MemberData(nameof(TextDecoders))]
    public void ItsSampleIsReadWithoutAllocating(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        var meter = new FeedMeter(new FeedOptions(new FeedId("f"), FeedKind.Http, null, null, name, null, []), NullLogger.Instance);
        var normaliser = new Normaliser([meter], _ => null, new IngestOptions(), NullLogger.Instance);
        var arrival = new Arrival(new CityId("c"), new FeedId("f"), 1, Decoded.Received, Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes(card.Sample), false);
        for (var i = 0; i < 200; i++) normaliser.Read(arrival);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 2000; i++) normaliser.Read(arrival);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 2000, $"{allocated / 2000.0:f1} bytes a line");
    }
}
