using Microsoft.AspNetCore.Http;
using Ward.Detect.Indicators;

namespace Ward.Tests.Intelligence;

public sealed class FeedSwitchTests : IDisposable
{
    private readonly Feeds feeds = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => feeds.Dispose();

    [Fact]
    public async Task WhatAFeedBroughtIsInForceAsSoonAsItIsSwitchedOnAndNoLongerWhenItIsSwitchedOff()
    {
        var feed = Feeds.Feed(null, file: feeds.Write("list.txt", "198.51.100.7\n")) with { On = false };
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        Assert.True(intel.Newest.IsEmpty);

        intel.Switch(feed, on: true, "kim");
        Assert.NotEmpty(intel.Newest.Check(IndicatorType.Address, "198.51.100.7"));
        Assert.Equal((true, "kim"), (intel.Feeds[0].On, intel.Feeds[0].Switched?.By));

        intel.Switch(feed, on: false, "kim");
        Assert.True(intel.Newest.IsEmpty);
        Assert.Equal((false, null), (intel.Feeds[0].On, intel.Feeds[0].Switched));
    }

    [Fact]
    public async Task ASwitchHoldsAfterARestart()
    {
        var feed = Feeds.Feed(null, file: feeds.Write("list.txt", "198.51.100.7\n"));
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        var version = intel.Newest.Version;
        intel.Switch(feed, on: false, "kim");

        var again = feeds.Open(null, feed);
        Assert.True(again.Newest.IsEmpty);
        Assert.Equal("kim", again.Feeds[0].Switched?.By);
        Assert.NotNull(again.Find(version));
        again.Switch(feed, on: true, "kim");
        Assert.Equal(version, again.Newest.Version);
        Assert.Null(feeds.Open(null, feed).Feeds[0].Switched);
    }

    [Fact]
    public async Task AFeedThatIsSwitchedOnIsAskedAtOnceAndOneThatIsOffNever()
    {
        var asked = new SemaphoreSlim(0);
        await using var server = await FeedServer.Start(http =>
        {
            asked.Release();
            return http.Response.WriteAsync("198.51.100.7\n", Stop);
        });
        var feed = Feeds.Feed(server.Address) with { On = false };
        var intel = feeds.Open(null, feed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = intel.Run(stop.Token);
        feeds.Time.Advance(TimeSpan.FromHours(3));
        Assert.Empty(server.Asked);

        intel.Switch(feed, on: true, "kim");
        await asked.WaitAsync(Stop);
        while (intel.Newest.IsEmpty) await Task.Delay(10, Stop);

        intel.Switch(feed, on: false, "kim");
        while (intel.Feeds[0].Next is not null) await Task.Delay(10, Stop);
        feeds.Time.Advance(TimeSpan.FromHours(3));
        await stop.CancelAsync();
        await running;
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task AStaleFeedIsNoTroubleWhileItIsOff()
    {
        var feed = Feeds.Feed(null, file: feeds.Write("list.txt", "198.51.100.7\n"));
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        intel.Switch(feed, on: false, "kim");
        feeds.Time.Advance(TimeSpan.FromDays(10));
        intel.Switch(feed, on: true, "kim");
        Assert.Equal(FeedTroubleKind.Stale, Assert.Single(intel.Troubles).Kind);
        intel.Switch(feed, on: false, "kim");
        Assert.Empty(intel.Troubles);
    }

    [Fact]
    public void AWordThatCannotBeReadStopsTheStartAndNamesTheFile()
    {
        Directory.CreateDirectory(Path.Combine(feeds.Folder, "intel", "switched"));
        File.WriteAllText(Path.Combine(feeds.Folder, "intel", "switched", "feeds.json"), "{\"Version\":1,\"Feeds\":{\"feed\":{}}}");
        var fault = Assert.Throws<IOException>(() => feeds.Open(null, Feeds.Feed(null, file: "x")));
        Assert.Contains("feeds.json", fault.Message, StringComparison.Ordinal);
    }
}
