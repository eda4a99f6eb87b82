using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ward.Detect.Indicators;
using Ward.Intelligence;

namespace Ward.Tests.Intelligence;

public sealed class HttpFeedTests : IDisposable
{
    private readonly Feeds feeds = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => feeds.Dispose();

    [Fact]
    public async Task AListIsFetchedAndNotAskedForAgainAsLongAsItsTagHolds()
    {
        await using var server = await FeedServer.Start(http =>
        {
            http.Response.Headers.ETag = "\"1\"";
            if (http.Request.Headers.IfNoneMatch == "\"1\"") http.Response.StatusCode = 304;
            return http.Response.StatusCode == 304 ? Task.CompletedTask : http.Response.WriteAsync("# bad\n198.51.100[.]7\nevil.example\nnot one\n", Stop);
        });
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        Assert.True(await intel.Poll(feed, Stop));
        Assert.False(await intel.Poll(feed, Stop));
        Assert.Equal([null, "\"1\""], server.Asked.Select(a => a.Tag));
        var status = Assert.Single(intel.Feeds).Memory;
        Assert.Equal((2L, 1L, 0), (status.Values, status.RefusedCount, status.Failures));
        Assert.Equal(("line 4", "not"), (status.Refused[0].Where, status.Refused[0].Text));
        Assert.NotEmpty(intel.Newest.Check(IndicatorType.Domain, "www.evil.example"));
    }

    [Fact]
    public async Task TheLastGoodContentIsInForceAfterARestartWithoutTheSource()
    {
        IntelFeed feed;
        string version;
        await using (var server = await FeedServer.Start(http => http.Response.WriteAsync("198.51.100.7\n", Stop)))
        {
            feed = Feeds.Feed(server.Address);
            var intel = feeds.Open(null, feed);
            await intel.Poll(feed, Stop);
            version = intel.Newest.Version;
        }

        var again = feeds.Open(null, feed);
        Assert.Equal(version, again.Newest.Version);
        Assert.False(await again.Poll(feed, Stop));
        Assert.Equal((version, 1), (again.Newest.Version, again.Feeds[0].Memory.Failures));
        Assert.NotNull(again.Find(version));
    }

    [Fact]
    public async Task ADamagedContentIsLeftOutAndFetchedAgain()
    {
        await using var server = await FeedServer.Start(http =>
        {
            http.Response.Headers.ETag = "\"1\"";
            if (http.Request.Headers.IfNoneMatch == "\"1\"") http.Response.StatusCode = 304;
            return http.Response.StatusCode == 304 ? Task.CompletedTask : http.Response.WriteAsync("198.51.100.7\n", Stop);
        });
        var feed = Feeds.Feed(server.Address);
        await feeds.Open(null, feed).Poll(feed, Stop);
        foreach (var file in Directory.GetFiles(Path.Combine(feeds.Folder, "intel", "contents"))) await File.WriteAllTextAsync(file, "torn", Stop);
        var again = feeds.Open(null, feed);
        Assert.True(again.Newest.IsEmpty);
        Assert.True(await again.Poll(feed, Stop));
        Assert.Equal(1, again.Newest.Count);
    }

    [Theory]
    [InlineData("password", "Basic d2FyZDpzZWNyZXQ=")]
    [InlineData("token", "Bearer secret")]
    public async Task TheSourceHearsWhoAsks(string how, string expected)
    {
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync("198.51.100.7\n", Stop));
        var secret = feeds.Write("secret", "secret\n");
        var feed = Feeds.Feed(server.Address, access: how == "password" ? FeedAccess.None with { User = "ward", PasswordFile = secret } : FeedAccess.None with { TokenFile = secret });
        await feeds.Open(null, feed).Poll(feed, Stop);
        Assert.Equal(expected, Assert.Single(server.Asked).Authorization);
    }

    [Fact]
    public async Task ARedirectIsNotFollowedSinceItWouldCarrySecretsToStrangers()
    {
        await using var server = await FeedServer.Start(http =>
        {
            http.Response.Redirect("http://elsewhere.example/");
            return Task.CompletedTask;
        });
        Assert.Contains("redirect to http://elsewhere.example/", await Trouble(Feeds.Feed(server.Address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainHttpBeyondLoopbackIsRefusedWithoutAsking() =>
        Assert.Contains("plain http", await Trouble(Feeds.Feed(new Uri("http://feeds.example/"))), StringComparison.Ordinal);

    [Fact]
    public async Task ABodyThatUnpacksToMoreThanIsAllowedEnds()
    {
        await using var server = await FeedServer.Start(async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(new byte[50_000_000]);
            var bytes = packed.ToArray();
            Assert.True(bytes.Length < 1_000_000);
            await http.Response.Body.WriteAsync(bytes, Stop);
        });
        Assert.Contains("longer than the 1000000 bytes allowed", await Trouble(Feeds.Feed(server.Address), FetchLimits.Default with { Bytes = 1_000_000 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("198.51.100.7\n", null)]
    [InlineData(null, null)]
    [InlineData(null, 7200)]
    public async Task AnAnswerThatStopsInTheMiddleIsGivenUp(string? beginning, int? patience)
    {
        var began = new TaskCompletionSource();
        await using var server = await FeedServer.Start(async http =>
        {
            // As much as any buffer takes at once, or little, or no more than the headers.
            await http.Response.WriteAsync(beginning ?? string.Concat(Enumerable.Repeat("198.51.100.7   \n", 1 << 12)), Stop);
            await http.Response.Body.FlushAsync(Stop);
            began.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var feed = Feeds.Feed(server.Address) with { Patience = patience is { } said ? TimeSpan.FromSeconds(said) : null };
        var longest = feed.Patience ?? FetchLimits.Default.Patience;
        var intel = feeds.Open(FetchLimits.Default, feed);
        var polling = intel.Poll(feed, Stop);
        await began.Task;
        feeds.Time.Advance(longest - TimeSpan.FromSeconds(1));
        Assert.False(polling.IsCompleted);
        feeds.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(await polling);
        Assert.Contains($"longer than {longest.TotalSeconds} s", intel.Feeds[0].Memory.Trouble, StringComparison.Ordinal);
        Assert.True(intel.Newest.IsEmpty);
    }

    [Fact]
    public async Task AnUpdateThatLosesMostOfTheFeedIsHeldBackAndToldAndTheLastGoodContentStays()
    {
        var lines = 100;
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync(Lines(0, lines), Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        lines = 30;
        Assert.False(await intel.Poll(feed, Stop));
        Assert.Equal(100, intel.Newest.Count);
        Assert.Equal(FeedTroubleKind.Shrinking, Assert.Single(intel.Troubles).Kind);
        Assert.Contains("70 of 100 values are gone", intel.Troubles[0].Seen, StringComparison.Ordinal);
        lines = 90;
        Assert.True(await intel.Poll(feed, Stop));
        Assert.Equal(90, intel.Newest.Count);
        Assert.Empty(intel.Troubles);
    }

    [Fact]
    public async Task AnUpdateThatSwapsEveryValueIsHeldBack()
    {
        var first = 0;
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync(Lines(first, 100), Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        first = 100;
        Assert.False(await intel.Poll(feed, Stop));
        Assert.Equal(FeedTroubleKind.Poisoned, Assert.Single(intel.Troubles).Kind);
        Assert.Contains("none of the 100 values", intel.Troubles[0].Seen, StringComparison.Ordinal);
        first = 99;
        Assert.True(await intel.Poll(feed, Stop));
    }

    [Theory]
    [InlineData("9.9.9.9\n1.1.1.1\n8.8.8.8\n", "never-block list 'resolvers'")]
    [InlineData("10.1.0.1\n10.1.0.2\n192.0.2.53\n", "the city's own")]
    public async Task AnUpdateThatNamesWhatMustNeverBeBlockedIsHeldBack(string poison, string reason)
    {
        var text = Lines(0, 100);
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync(text, Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        text += poison;
        Assert.False(await intel.Poll(feed, Stop));
        Assert.Equal(100, intel.Newest.Count);
        var trouble = Assert.Single(intel.Troubles);
        Assert.Equal(FeedTroubleKind.Poisoned, trouble.Kind);
        Assert.Contains(reason, trouble.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFewSlipsArePassedButTheCitysOwnIsNotWatchedFor()
    {
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync(Lines(0, 100) + "9.9.9.9\n10.1.0.1\n0.0.0.0/0\n", Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        var memory = intel.Feeds[0].Memory;
        Assert.Equal((101L, 1L, 1L, 1L), (memory.Values, memory.OwnLeftOut, memory.NeverBlock, memory.RefusedCount));
        Assert.Empty(intel.Newest.Check(IndicatorType.Address, "10.1.0.1"));
        var mention = intel.Newest.MentionsOf(intel.Newest.Check(IndicatorType.Address, "9.9.9.9")[0])[0];
        Assert.False(intel.Hygiene.Decide(mention, feeds.Time.GetUtcNow()).MayBlock);
    }

    [Fact]
    public async Task ASuddenBloatIsHeldBack()
    {
        var lines = 100;
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync(Lines(0, lines), Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        lines = 5000;
        Assert.False(await intel.Poll(feed, Stop));
        Assert.Equal(FeedTroubleKind.Poisoned, Assert.Single(intel.Troubles).Kind);
    }

    [Fact]
    public async Task AFeedThatBringsNothingNewIsStale()
    {
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync("198.51.100.7\n", Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        Assert.Empty(intel.Troubles);
        feeds.Time.Advance(TimeSpan.FromDays(4));
        await intel.Poll(feed, Stop);
        Assert.Equal(FeedTroubleKind.Stale, Assert.Single(intel.Troubles).Kind);
    }

    [Fact]
    public async Task WhenAValueWasFirstSeenStaysWithIt()
    {
        var text = "198.51.100.7\n";
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync(text, Stop));
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        var first = feeds.Time.GetUtcNow();
        await intel.Poll(feed, Stop);
        feeds.Time.Advance(TimeSpan.FromDays(1));
        text += "198.51.100.8\n";
        await intel.Poll(feed, Stop);
        Assert.Equal([first, first.AddDays(1)], new[] { "198.51.100.7", "198.51.100.8" }.Select(a => intel.Newest.MentionsOf(intel.Newest.Check(IndicatorType.Address, a)[0])[0].FirstSeen));
    }

    [Fact]
    public async Task ASourceThatAsksToWaitIsNotAskedBefore()
    {
        await using var server = await FeedServer.Start(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (429, "7200");
            return Task.CompletedTask;
        });
        var feed = Feeds.Feed(server.Address);
        var intel = feeds.Open(null, feed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = intel.Run(stop.Token);
        while (intel.Feeds[0].Next is null) await Task.Delay(5, Stop);
        Assert.InRange(intel.Feeds[0].Next!.Value - feeds.Time.GetUtcNow(), TimeSpan.FromSeconds(6800), TimeSpan.FromSeconds(7600));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task ASourceThatAsksForACenturyIsAskedAgainAfterAWeek()
    {
        await using var server = await FeedServer.Start(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (503, "2147483647");
            return Task.CompletedTask;
        });
        var intel = feeds.Open(null, Feeds.Feed(server.Address));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = intel.Run(stop.Token);
        while (intel.Feeds[0].Next is null) await Task.Delay(5, Stop);
        Assert.InRange(intel.Feeds[0].Next!.Value - feeds.Time.GetUtcNow(), TimeSpan.FromDays(6), TimeSpan.FromDays(7.5));
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task ADamagedStreamIsATroubleOfTheFeed(string encoding)
    {
        await using var server = await FeedServer.Start(http =>
        {
            http.Response.Headers.ContentEncoding = encoding;
            return http.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0xf9, 0xf8 }, Stop).AsTask();
        });
        Assert.NotEqual("none", await Trouble(Feeds.Feed(server.Address)));
    }

    [Fact]
    public async Task TryingAFeedTakesNothingIn()
    {
        await using var server = await FeedServer.Start(http => http.Response.WriteAsync("198.51.100.7\n", Stop));
        var feed = Feeds.Feed(server.Address) with { On = false };
        var intel = feeds.Open(null, feed);
        var (set, trouble, counts) = await intel.Try(feed, Stop);
        Assert.Equal((1, null, 1L), (set!.Count, trouble, counts.Values));
        Assert.True(intel.Newest.IsEmpty);
    }

    private async Task<string> Trouble(IntelFeed feed, FetchLimits? limits = null)
    {
        var intel = feeds.Open(limits, feed);
        Assert.False(await intel.Poll(feed, Stop));
        Assert.True(intel.Newest.IsEmpty);
        return intel.Feeds[0].Memory.Trouble ?? "none";
    }

    private static string Lines(int from, int count)
    {
        var text = new StringBuilder();
        for (var i = from; i < from + count; i++) text.Append(CultureInfo.InvariantCulture, $"bad{i}.evil.example\n");
        return text.ToString();
    }
}
