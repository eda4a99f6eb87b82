using System.Text;
using Ward.Ingest.Decoders;

namespace Ward.Ingest.Tests.Decoders;

/// <summary>What a card promises, for every decoder that there is.</summary>
public sealed class CardTests
{
    public static TheoryData<string> Names => [.. DecoderSet.Cards.Select(c => c.Name)];

    [Fact]
    public void NamesAreUniqueAndPlain()
    {
        Assert.Equal(DecoderSet.Names.Count, DecoderSet.Names.Distinct().Count());
        Assert.All(DecoderSet.Names, name => Assert.Matches("^[a-z0-9][a-z0-9-]*$", name));
    }

    [Theory, MemberData(nameof(Names))]
    public void TheSampleIsUnderstoodByItsDecoder(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        Assert.True(Decoded.Line(name, Encoding.UTF8.GetBytes(card.Sample)).Understood);
    }

    [Theory, MemberData(nameof(Names))]
    public void TheAutomaticDecoderFindsTheDecoderByTheSample(string name)
    {
        var card = DecoderSet.Cards.Single(c => c.Name == name);
        Assert.True(DecoderSet.TryMake(DecoderSet.Auto, out var auto));
        var line = Encoding.UTF8.GetBytes(card.Sample);
        var header = SyslogHeader.Read(line, Decoded.Received, TimeZoneInfo.Utc);
        var builder = new EventBuilder();

        Assert.True(auto.TryDecode(header.Message, header, builder));
        // An envelope is found where what it carries was read.
        if (card.Envelope) Assert.DoesNotContain(builder.Event.Decoder, new[] { "", "json" });
        else Assert.Equal(name, builder.Event.Decoder);
    }

    [Theory, MemberData(nameof(Names))]
    public void ALineCutAnywhereIsReadOrNotButBreaksNothing(string name)
    {
        var line = Encoding.UTF8.GetBytes(DecoderSet.Cards.Single(c => c.Name == name).Sample);
        Assert.True(DecoderSet.TryMake(name, out var decoder));
        for (var length = 0; length < line.Length; length++)
        {
            var header = SyslogHeader.Read(line.AsSpan(0, length), Decoded.Received, TimeZoneInfo.Utc);
            decoder.TryDecode(header.Message, header, new EventBuilder());
        }
    }
}
