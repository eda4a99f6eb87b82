using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class DecoderChoicesTests : IDisposable
{
    private const string Line = "Mar  1 11:59:58 gate sshd[1]: Invalid user a from 203.0.113.7 port 1";
    private static readonly FeedOptions Feed = new(new FeedId("f"), FeedKind.Http, null, null, "auto", null, []);
    private readonly string folder = Directory.CreateTempSubdirectory("ward-choices-").FullName;
    private long end;

    private string File => Path.Combine(folder, "decoders.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ACorrectionStaysAfterARestart()
    {
        end = 7;
        Open().Choose(Feed, "json", "ada");
        Assert.Equal(("json", 7, "ada"), Open().Latest(Feed.Id) is { } choice ? (choice.Decoder, choice.From, choice.By) : default);
    }

    [Fact]
    public void TheConfiguredDecoderEndsACorrection()
    {
        var choices = Open();
        choices.Choose(Feed, "json", "ada");
        Assert.Null(choices.Choose(Feed, "auto", "ada").Decoder);
    }

    [Fact]
    public void LinesBeforeAChoiceKeepWhoReadThemInAReplayToo()
    {
        var choices = Open();
        end = 10;
        choices.Choose(Feed, "json", "ada");
        end = 20;
        choices.Choose(Feed, "auto", "ada");
        var normaliser = Made(choices, out _);
        Assert.Equal(["sshd", "", "sshd"], new long[] { 9, 10, 20 }.Select(offset => Read(normaliser, offset)));
        Assert.Equal(["sshd", "", "sshd"], new long[] { 9, 19, 21 }.Select(offset => Read(Made(choices, out _), offset)));
    }

    [Fact]
    public void AChoiceCountsForAPipelineThatAlreadyReads()
    {
        var choices = Open();
        var normaliser = Made(choices, out var meter);
        Assert.Equal("sshd", Read(normaliser, 1));
        end = 2;
        choices.Choose(Feed, "json", "ada");
        Assert.Equal("", Read(normaliser, 2));
        var status = meter.Status();
        Assert.Equal((1, 1, 0, 1), (status.Understood, status.NotUnderstood, status.UnderstoodNow, status.NotUnderstoodNow));
        Assert.Equal(Line, Assert.Single(status.Samples).Text);
        Assert.Empty(status.Decoders);
    }

    [Fact]
    public void ADecoderThatIsNoLongerThereIsPassedOver()
    {
        System.IO.File.WriteAllText(File, """{"Version":1,"Feeds":{"f":[{"Decoder":"gone","From":0,"By":"ada","At":"2026-01-01T00:00:00Z"}]}}""");
        Assert.Equal("sshd", Read(Made(Open(), out _), 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Version":2,"Feeds":{}}""")]
    [InlineData("""{"Version":1,"Feeds":{"f":null}}""")]
    [InlineData("""{"Version":1,"Feeds":{"f":[null]}}""")]
    [InlineData("""{"Version":1,"Feeds":{"f":"json"}}""")]
    public void AFileThatIsNoneOfThemIsRefusedByItsName(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.Contains(File, Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeKeptChangesNothing()
    {
        var choices = DecoderChoices.Open(Path.Combine(File, "below-a-file"), () => 0, new FakeTimeProvider());
        System.IO.File.WriteAllText(File, "");
        Assert.ThrowsAny<IOException>(() => choices.Choose(Feed, "json", "ada"));
        Assert.Null(choices.Latest(Feed.Id));
    }

    [Fact]
    public void OnlySoManyAreKept()
    {
        var choices = DecoderChoices.Open(null, () => end++, new FakeTimeProvider());
        for (var i = 0; i <= DecoderChoices.Most; i++) choices.Choose(Feed, "json", "ada");
        Assert.Equal(((string?)null, 1L), choices.For(Feed.Id, 0));
    }

    private DecoderChoices Open() => DecoderChoices.Open(File, () => end, new FakeTimeProvider());

    private static Normaliser Made(DecoderChoices choices, out FeedMeter meter)
    {
        meter = new FeedMeter(Feed, NullLogger.Instance);
        return new Normaliser([meter], _ => null, new IngestOptions { Choices = choices }, NullLogger.Instance);
    }

    private static string Read(Normaliser normaliser, long offset) =>
        normaliser.Read(new Arrival(new CityId("c"), Feed.Id, offset, Decoded.Received, Assurance.Authenticated, null, null, Encoding.UTF8.GetBytes(Line), false)).Decoder;
}
