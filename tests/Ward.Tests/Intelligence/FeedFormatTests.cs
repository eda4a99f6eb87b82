using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Ward.Detect.Indicators;
using Ward.Intelligence;
using Ward.Standards.Stix;

namespace Ward.Tests.Intelligence;

public sealed class FeedFormatTests : IDisposable
{
    private readonly Feeds feeds = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => feeds.Dispose();

    [Fact]
    public async Task CsvIsReadByTheNamesOfItsHeader()
    {
        var file = feeds.Write("feed.csv", """
            # made for a test
            # "first_seen","ioc_value","ioc_type","confidence","malware"
            "2026-02-27 10:00:00 UTC","198.51.100.7:443","ip:port","90","Emotet, loader"
            "2026-02-28 10:00:00","hxxp://evil.example/a","url","50",""
            "2026-02-28","x","nonsense","50",""
            "2026-02-28","evil.example","domain","500",""
            """);
        var feed = Feeds.Feed(null, IntelFeedKind.Csv, file, columns: new CsvColumns("ioc_value", "ioc_type", "confidence", "malware", "first_seen", null, ','));
        var intel = await Polled(feed);
        var mention = intel.Newest.MentionsOf(intel.Newest.Check(IndicatorType.Address, "198.51.100.7")[0])[0];
        Assert.Equal((90, "Emotet, loader", new DateTimeOffset(2026, 2, 27, 10, 0, 0, TimeSpan.Zero)), (mention.Confidence, mention.Label, mention.Confirmed));
        Assert.Equal((2L, 2L), (intel.Feeds[0].Memory.Values, intel.Feeds[0].Memory.RefusedCount));
    }

    [Fact]
    public async Task PatternsThatOnlyNameValuesBecomeValuesAndOthersStayPatterns()
    {
        var intel = await Polled(Feeds.Feed(null, IntelFeedKind.Stix, feeds.Write("bundle.json", Bundle(
            Indicator(1, "[ipv4-addr:value = '198.51.100.7' OR domain-name:value IN ('evil.example', 'bad.example')] OR [url:value = 'http://evil.example/a']"),
            Indicator(2, "[ipv4-addr:value ISSUBSET '203.0.113.0/24']"),
            Indicator(3, "[file:name = 'a' AND file:size > 5] FOLLOWEDBY [domain-name:value = 'x.example']"),
            Indicator(4, "[ipv4-addr:value = 'no address']"),
            Indicator(5, "not a pattern"),
            Indicator(6, "[domain-name:value = 'old.example']", revoked: true)))));
        var memory = intel.Feeds[0].Memory;
        Assert.Equal((5L, 1L, 2L), (memory.Values, memory.Patterns, memory.RefusedCount));
        Assert.Equal(Tlp.Amber, intel.Newest.MentionsOf(intel.Newest.Check(IndicatorType.Domain, "evil.example")[0])[0].Level);
        Assert.NotEmpty(intel.Newest.Check(IndicatorType.Address, "203.0.113.9"));
        Assert.Empty(intel.Newest.Check(IndicatorType.Domain, "old.example"));
        Assert.Equal("feed/indicator--00000000-0000-4000-8000-000000000003", Assert.Single(intel.Newest.Patterns).Key);
    }

    [Fact]
    public async Task AMispFeedIsReadByItsManifestAndOnlyChangedEventsAgain()
    {
        var events = new Dictionary<string, (int Time, string Value)> { [Uuid(1)] = (1767225600, "198.51.100.1"), [Uuid(2)] = (1767225600, "198.51.100.2") };
        await using var server = await FeedServer.Start(http =>
        {
            var name = http.Request.Path.Value!.Split('/')[^1];
            if (name == "manifest.json") return http.Response.WriteAsync("{" + string.Join(',', events.Select(e => $"\"{e.Key}\":{{\"timestamp\":\"{e.Value.Time}\"}}")) + "}", Stop);
            var uuid = name.Replace(".json", "", StringComparison.Ordinal);
            return http.Response.WriteAsync($$$"""{"Event":{"uuid":"{{{uuid}}}","info":"wave","Attribute":[{"type":"ip-dst","value":"{{{events[uuid].Value}}}","to_ids":true},{"type":"comment","value":"x","to_ids":false}]}}""", Stop);
        });
        var feed = Feeds.Feed(new Uri(server.Address, "/feed/"), IntelFeedKind.Misp);
        var intel = feeds.Open(null, feed);
        Assert.True(await intel.Poll(feed, Stop));
        events[Uuid(2)] = (1767225700, "198.51.100.22");
        events[Uuid(3)] = (1767225700, "198.51.100.3");
        Assert.True(await intel.Poll(feed, Stop));
        Assert.False(await intel.Poll(feed, Stop));
        Assert.Equal(3, intel.Newest.Count);
        Assert.Empty(intel.Newest.Check(IndicatorType.Address, "198.51.100.2"));
        Assert.Equal(["manifest.json", Uuid(1) + ".json", Uuid(2) + ".json", "manifest.json", Uuid(2) + ".json", Uuid(3) + ".json", "manifest.json"], server.Asked.Select(a => a.Path.Split('/')[^1]));
    }

    [Fact]
    public async Task ATaxiiCollectionIsReadPageByPageAndThenOnlyWhatWasAdded()
    {
        var objects = Enumerable.Range(1, 25).Select(i => Indicator(i, $"[ipv4-addr:value = '198.51.100.{i}']")).ToList();
        await using var server = await FeedServer.Start(http => Taxii(http, objects));
        var feed = Feeds.Feed(new Uri(server.Address, "/taxii2/"), IntelFeedKind.Taxii, collection: "91a7b528-80eb-42ed-a74d-c6fbd5a26116");
        var intel = feeds.Open(FetchLimits.Default with { PageLimit = 10 }, feed);
        Assert.True(await intel.Poll(feed, Stop));
        Assert.Equal(25, intel.Newest.Count);
        Assert.False(await intel.Poll(feed, Stop));
        objects.Add(Indicator(26, "[ipv4-addr:value = '198.51.100.26']"));
        objects.Add(Indicator(1, "[ipv4-addr:value = '198.51.100.1']", revoked: true));
        Assert.True(await intel.Poll(feed, Stop));
        Assert.Equal(25, intel.Newest.Count);
        Assert.Empty(intel.Newest.Check(IndicatorType.Address, "198.51.100.1"));
        Assert.Equal(3, server.Asked.Count(a => a.Path.Contains("/objects/", StringComparison.Ordinal) && !a.Path.Contains("added_after", StringComparison.Ordinal)));
        Assert.Contains(server.Asked, a => a.Path.Contains("next=20", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"more":true,"objects":[]}""", "not how to get it")]
    [InlineData("""{"more":true,"next":"x","objects":[]}""", "the same page again")]
    [InlineData("<html>", "invalid")]
    [InlineData("""{"objects":[{"type":""", "end of")]
    public async Task ATaxiiServerThatLeadsNowhereEnds(string body, string reason)
    {
        await using var server = await FeedServer.Start(http =>
        {
            http.Response.ContentType = "application/taxii+json;version=2.1";
            return http.Response.WriteAsync(body, Stop);
        });
        var intel = await Polled(Feeds.Feed(new Uri(server.Address, "/root/"), IntelFeedKind.Taxii, collection: "c"));
        Assert.Contains(reason, intel.Feeds[0].Memory.Trouble, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task AnErrorOfATaxiiServerIsToldInItsWords()
    {
        await using var server = await FeedServer.Start(http =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (403, "application/taxii+json;version=2.1");
            return http.Response.WriteAsync("""{"title":"Forbidden","description":"this collection is not for you"}""", Stop);
        });
        var intel = await Polled(Feeds.Feed(new Uri(server.Address, "/root/"), IntelFeedKind.Taxii, collection: "c"));
        Assert.Equal("the server answered 403: this collection is not for you", intel.Feeds[0].Memory.Trouble);
    }

    [Fact]
    public Task AnyBytesOfAnyKindOfFeedAreReadOrRefused() =>
        Gen.Select(Gen.Enum<IntelFeedKind>(), Gen.Byte.Array[0, 300]).SampleAsync(async (kind, bytes) =>
        {
            using var own = new Feeds();
            var path = Path.Combine(own.Folder, "any");
            await File.WriteAllBytesAsync(path, bytes, Stop);
            var feed = Feeds.Feed(null, kind, path, columns: kind == IntelFeedKind.Csv ? new CsvColumns("1", "2", "3", null, null, null, ',') : null);
            await own.Open(null, feed).Poll(feed, Stop);
        }, iter: 200);

    private async Task<Ward.Intelligence.Intelligence> Polled(IntelFeed feed)
    {
        var intel = feeds.Open(null, feed);
        await intel.Poll(feed, Stop);
        return intel;
    }

    private static Task Taxii(HttpContext http, List<string> objects)
    {
        if (!http.Request.Headers.Accept.ToString().Contains("application/taxii+json", StringComparison.Ordinal)) http.Response.StatusCode = 406;
        http.Response.ContentType = "application/taxii+json;version=2.1";
        if (http.Request.Path == "/taxii2/") return http.Response.WriteAsync("""{"title":"t","default":"/api1/","api_roots":["/api1/"]}""", Stop);
        var after = http.Request.Query["added_after"].FirstOrDefault() is { } text ? (int)(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalSeconds : 0;
        var from = http.Request.Query["next"].FirstOrDefault() is { } next ? int.Parse(next, CultureInfo.InvariantCulture) : after;
        var limit = int.Parse(http.Request.Query["limit"].First()!, CultureInfo.InvariantCulture);
        var page = objects.Skip(from).Take(limit).ToList();
        if (page.Count > 0) http.Response.Headers["X-TAXII-Date-Added-Last"] = DateTimeOffset.UnixEpoch.AddSeconds(from + page.Count).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        if (page.Count == 0) return http.Response.WriteAsync("{}", Stop);
        var more = from + page.Count < objects.Count;
        return http.Response.WriteAsync($$"""{"more":{{(more ? "true" : "false")}}{{(more ? $",\"next\":\"{from + page.Count}\"" : "")}},"objects":[{{string.Join(',', page)}}]}""", Stop);
    }

    private static string Uuid(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}");

    private static string Indicator(int number, string pattern, bool revoked = false) =>
        $$"""{"type":"indicator","id":"indicator--{{Uuid(number)}}","modified":"2026-02-0{{(revoked ? 2 : 1)}}T00:00:00Z","pattern_type":"stix","pattern":"{{pattern}}","confidence":80,"valid_from":"2026-01-01T00:00:00Z","revoked":{{(revoked ? "true" : "false")}},"object_marking_refs":["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"]}""";

    private static string Bundle(params string[] objects) => new StringBuilder("{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[").AppendJoin(',', objects).Append("]}").ToString();
}
