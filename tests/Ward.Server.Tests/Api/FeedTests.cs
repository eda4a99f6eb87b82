using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ward.Server.Tests.Connecting;

namespace Ward.Server.Tests.Api;

public sealed class FeedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACorrectionSaysWhoMadeItAndOverWhatAndTheConfiguredDecoderEndsIt()
    {
        await using var ward = await WardUnderTest.Start();
        using var http = await ward.WithToken("local:kim", "analyst");
        var corrected = await Put(http, "jump-auth", "sudo");
        Assert.Equal(("sudo", "person", "sshd", "local:kim"), Choice(corrected));
        Assert.Equal(("sudo", "person", "sshd", "local:kim"), Choice(await http.GetFromJsonAsync<JsonElement>("api/v1/feeds/jump-auth", Stop)));
        Assert.Equal(("sshd", "kind", "sshd", null), Choice(await Put(http, "jump-auth", "sshd")));
        var written = await ward.House.Audit.Latest(2, Stop);
        Assert.Equal(["choose-decoder jump-auth sudo to sshd, as without a correction", "choose-decoder jump-auth sshd to sudo"], written.Select(r => $"{r.Entry.Act} {r.Entry.Subject} {r.Entry.Detail}"));
    }

    [Theory]
    [InlineData("jump-auth", "sshdd", HttpStatusCode.BadRequest)]
    [InlineData("jump-auth", null, HttpStatusCode.BadRequest)]
    [InlineData("nope", "sshd", HttpStatusCode.NotFound)]
    public async Task WhatIsNotThereIsRefusedAndNothingChanges(string feed, string? decoder, HttpStatusCode status)
    {
        await using var ward = await WardUnderTest.Start();
        using var http = await ward.WithToken("local:kim", "analyst");
        using var answer = await http.PutAsJsonAsync($"api/v1/feeds/{feed}/decoder", new { decoder }, Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Null(ward.House.Choices.Latest(new Ingest.FeedId(feed)));
        Assert.Empty(await ward.House.Audit.Latest(10, Stop));
    }

    [Fact]
    public async Task ACorrectionCountsForTheNextLine()
    {
        await using var ward = await ConnectedServer.Start();
        await Post(ward, "Nov 28 07:00:00 gate sshd[1]: Failed password for root from 203.0.113.7 port 4022 ssh2\n");
        Assert.Equal("sshd", await ward.HeardBy("posted"));

        await Put(ward.Http, "posted", "json");
        await Post(ward, "Nov 28 07:00:01 gate sshd[1]: Failed password for root from 203.0.113.7 port 4022 ssh2\n");
        var misread = await Until(ward, f => f.GetProperty("notUnderstood").GetInt64() == 1);
        Assert.Equal((0, "puzzled", 1), (misread.GetProperty("decoders").GetArrayLength(), misread.GetProperty("state").GetString(), misread.GetProperty("samples").GetArrayLength()));

        var fits = (await ward.Http.GetFromJsonAsync<JsonElement>("api/v1/feeds/posted/decoders", Stop)).EnumerateArray().First();
        Assert.Equal(("auto", 1), (fits.GetProperty("name").GetString(), fits.GetProperty("fits").GetInt32()));
        await Put(ward.Http, "posted", "auto");
        await Post(ward, "Nov 28 07:00:02 gate sshd[1]: Failed password for root from 203.0.113.7 port 4022 ssh2\n");
        var read = await Until(ward, f => f.GetProperty("understood").GetInt64() == 2);
        Assert.Equal(("ok", 0, 1.0), (read.GetProperty("state").GetString(), read.GetProperty("samples").GetArrayLength(), read.GetProperty("understoodShare").GetDouble()));
    }

    [Fact]
    public async Task WhatCallsItselfOcsfAndIsNoneIsKeptAndTheFeedSaysWhatIsWrong()
    {
        await using var ward = await ConnectedServer.Start();
        await Post(ward, """{"class_uid":3002,"activity_id":99999,"src_endpoint":{"ip":"203.0.113.7"}}""" + "\n");
        var feed = await Until(ward, f => f.GetProperty("ocsf").ValueKind == JsonValueKind.Object);
        var ocsf = feed.GetProperty("ocsf");
        Assert.Equal((1, 1, 1), (feed.GetProperty("understood").GetInt64(), ocsf.GetProperty("checked").GetInt64(), ocsf.GetProperty("wrong").GetInt64()));
        Assert.Contains(ocsf.GetProperty("faults").EnumerateArray(), f => f.GetProperty("path").GetString() == "activity_id" && f.GetProperty("kind").GetString() == "outsideEnum");
    }

    private static async Task Post(ConnectedServer ward, string lines)
    {
        using var answer = await ward.Http.PostAsync("api/v1/ingest/posted", new StringContent(lines, System.Text.Encoding.UTF8, "text/plain"), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<JsonElement> Until(ConnectedServer ward, Func<JsonElement, bool> so)
    {
        for (var i = 0; i < 300; i++)
        {
            var feed = await ward.Feed("posted");
            if (so(feed)) return feed;
            await Task.Delay(50, Stop);
        }

        Assert.Fail($"it did not come to pass: {await ward.Feed("posted")}");
        return default;
    }

    private static async Task<JsonElement> Put(HttpClient http, string feed, string decoder)
    {
        using var answer = await http.PutAsJsonAsync($"api/v1/feeds/{feed}/decoder", new { decoder }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private static (string?, string?, string?, string?) Choice(JsonElement feed)
    {
        var choice = feed.GetProperty("choice");
        return (feed.GetProperty("decoder").GetString(), choice.GetProperty("by").GetString(), choice.GetProperty("configured").GetString(), choice.GetProperty("person").GetString());
    }
}
