using Microsoft.Extensions.Logging.Abstractions;
using Ward.Detect.Indicators;
using Ward.Detect.Rules;
using Ward.Intelligence;

namespace Ward.Tests.Intelligence;

public sealed class HuntedSetTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ward-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("198.51.100.9\nevil.example # why\n\n# remark\n", 2, 0)]
    [InlineData("\uFEFFindicator;type\n198.51.100.9;ipv4\nevil.example;domain\n", 2, 0)]
    [InlineData("# from the advisory\nIOC,Description\n198.51.100.9,\"a, b\"\nno value,\n", 1, 1)]
    [InlineData("""{"type":"bundle","id":"bundle--f88d31f6-486f-44da-b317-01333bde0b82","objects":[{"type":"indicator","id":"indicator--f88d31f6-486f-44da-b317-01333bde0b82","modified":"2026-02-01T00:00:00Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '198.51.100.9']","valid_from":"2027-01-01T00:00:00Z"}]}""", 1, 0)]
    [InlineData("""{"Event":{"uuid":"f88d31f6-486f-44da-b317-01333bde0b82","info":"x","Attribute":[{"type":"ip-dst","value":"198.51.100.9","to_ids":true}]}}""", 1, 0)]
    public async Task AFileIsReadByWhatItIs(string text, int count, int refused)
    {
        var made = await HuntedSet.Of([new RuleFile("given.any", text)], [], None(), Now, TestContext.Current.CancellationToken);

        Assert.Equal((count, refused), ((int)made.Count, (int)made.RefusedCount));
        var mention = made.Set.MentionsOf(Assert.Single(made.Set.Check(IndicatorType.Address, "198.51.100.9")))[0];
        Assert.True(mention.IsValid(DateTimeOffset.MinValue), "it is sought from the beginning of history");
        Assert.Equal("given.any", mention.Source.Id);
    }

    [Fact]
    public async Task TheSameFilesMakeTheSameSet()
    {
        var (one, other) = (new RuleFile("a", "198.51.100.9"), new RuleFile("a", "198.51.100.10"));
        Assert.Equal(await Version(one), await Version(one));
        Assert.NotEqual(await Version(one), await Version(other));

        async Task<string> Version(RuleFile file) => (await HuntedSet.Of([file], [], None(), Now, TestContext.Current.CancellationToken)).Set.Version;
    }

    [Fact]
    public async Task WhatAFeedBroughtIsPinnedAndMakesTheSameSetWhateverItBringsLater()
    {
        var stop = TestContext.Current.CancellationToken;
        var file = Path.Combine(folder.FullName, "list.txt");
        File.WriteAllText(file, "198.51.100.9\nevil.example\n");
        var feed = new IntelFeed(new IndicatorSource("list", Reliability.B, 2), IntelFeedKind.List, null, file, On: true, TimeSpan.FromHours(1), null, null, null, 75, null, null, TimeSpan.MaxValue, 1, 1, Insecure: false, FeedAccess.None);
        var intelligence = new Ward.Intelligence.Intelligence(new IntelSettings([feed], new HygieneOptions(), [], []), Path.Combine(folder.FullName, "intel"), new Hygiene(new HygieneOptions(), NeverBlock.None, Feeds.City),
            FetchLimits.Default, TimeProvider.System, NullLogger<Ward.Intelligence.Intelligence>.Instance);
        await intelligence.Poll(feed, stop);
        var begun = await HuntedSet.Of([], ["list"], intelligence, Now, stop);

        File.WriteAllText(file, "198.51.100.10\nother.example\n");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        await intelligence.Poll(feed, stop);
        Assert.NotEqual(begun.Set.Version, (await HuntedSet.Of([], ["list"], intelligence, Now, stop)).Set.Version);

        var again = await HuntedSet.Of([], begun.Feeds, Now, stop);
        Assert.Equal(begun.Set.Version, again.Set.Version);
        Assert.Single(again.Set.Check(IndicatorType.Address, "198.51.100.9"));
        Assert.Equal(intelligence.Feeds.Count, begun.Feeds.Count);
        Assert.NotEqual("", begun.Feeds[0].Version);
    }

    private Ward.Intelligence.Intelligence None() => new(new IntelSettings([], new HygieneOptions(), [], []), folder.FullName, new Hygiene(new HygieneOptions(), NeverBlock.None, Feeds.City),
        FetchLimits.Default, TimeProvider.System, NullLogger<Ward.Intelligence.Intelligence>.Instance);
}
