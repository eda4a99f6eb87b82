using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Server.Tests.Samples;
using Ward.Storage.Embedded.Hunts;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class HuntTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARuleOfTheWatchFindsInHistoryWithItsEvidenceAndNothingIsDone()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var hunt = await Ended(client, await Begin(client, new { rule = "00000000-0000-4000-8000-000000000001", time = "last 7d" }));

        Assert.Equal(("done", "Root by name", 3L, 3L, 3L), (Text(hunt, "stage"), Text(hunt, "title"), Number(hunt, "done"), Number(hunt, "total"), Number(hunt, "findings")));
        var page = await Json(client, $"hunts/{Text(hunt, "id")}/findings?from=1&limit=1");
        var finding = page.GetProperty("findings").EnumerateArray().Single();
        Assert.Equal(("Root by name", "high", 1L), (Text(finding, "title"), Text(finding, "severity"), Number(finding.GetProperty("evidence")[0], "offset")));
        Assert.Equal(["T1078"], finding.GetProperty("techniques").EnumerateArray().Select(t => t.GetString()));
        Assert.Empty(ward.House.Respond.Calls);
        Assert.Equal(3, (await Json(client, "incidents")).GetArrayLength());
        Assert.Contains(ward.House.Audit.Entries, e => e.Act == "hunt" && e.Subject == Text(hunt, "id") && e.Detail.Contains("Root by name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARuleThatIsOnlyCountedIsHuntedThroughWhatCountsIt()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var hunt = await Ended(client, await Begin(client, new { rule = "failure" }));

        var finding = (await Json(client, $"hunts/{Text(hunt, "id")}/findings")).GetProperty("findings").EnumerateArray().Single();
        Assert.Equal(("failures", 3), (Text(finding, "detector"), finding.GetProperty("evidence").GetArrayLength()));
    }

    [Fact]
    public async Task RulesThatAreSentAreHuntedWithAndWhatIsWrongWithOthersIsSaid()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var begun = await Begin(client, new { rules = new[] { new { name = "mine/root.yml", text = SampleRules.Root }, new { name = "mine/bad.yml", text = "title: [" } }, query = "user:root" });

        Assert.StartsWith("mine/bad.yml:2", begun.GetProperty("refused")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(6, Number(await Ended(client, begun), "findings"));
    }

    [Fact]
    public async Task AHuntAsksWhatTheLiveWatchAsksPlaceholdersPipelinesAndFiltersIncluded()
    {
        await using var ward = await WardUnderTest.Start();
        var texts = SampleRules.WithFilter(user: "root", filtered: "nobody");
        ward.House.Library = new(texts, texts.Compile());
        using var client = await Analyst(ward);

        var spoken = await Ended(client, await Begin(client, new { rule = SampleRules.NamedUser }));
        texts = SampleRules.WithFilter(user: "root", filtered: "root");
        ward.House.Library = new(texts, texts.Compile());
        var quiet = await Ended(client, await Begin(client, new { rule = SampleRules.NamedUser }));
        var sent = await Ended(client, await Begin(client, new { rules = new[] { new { name = "mine.yml", text = SampleRules.Named } } }));

        Assert.Equal((3L, 0L, 3L), (Number(spoken, "findings"), Number(quiet, "findings"), Number(sent, "findings")));
    }

    [Fact]
    public async Task WhatAFeedBroughtTodayIsFoundInThePast()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var hunt = await Ended(client, await Begin(client, new { feeds = new[] { "new-one" } }));

        Assert.Equal(("done", "1 indicator", 1L, 3L), (Text(hunt, "stage"), Text(hunt, "title"), Number(hunt, "indicators"), Number(hunt, "done")));
        var finding = (await Json(client, $"hunts/{Text(hunt, "id")}/findings")).GetProperty("findings").EnumerateArray().First();
        Assert.Contains("203.0.113.7", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HabitsAreLearntOverHistory()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var hunt = await Ended(client, await Begin(client, new { baselines = new[] { "sign-ins" }, time = "last 7d" }));

        Assert.Equal(("done", "baseline of sign-ins", 3L), (Text(hunt, "stage"), Text(hunt, "title"), Number(hunt, "done")));
        Assert.Equal("sign-ins", Assert.Single(hunt.GetProperty("baselines").EnumerateArray()).GetString());
        Assert.Contains(ward.House.Audit.Entries, e => e.Act == "hunt" && e.Detail.Contains("baseline sign-ins", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHuntByAFeedEndsWithWhatItBeganWithThoughTheFeedIsAnotherByThen()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        ward.House.Events.Many = 2_000;
        ward.House.Busy = true;
        var id = Text(await Begin(client, new { feeds = new[] { "new-one" } }), "id");
        await Until(client, id, h => h.GetProperty("givesWay").GetBoolean());
        await Post(client, $"hunts/{id}/pause");

        var intelligence = ward.Services.GetRequiredService<Ward.Intelligence.Intelligence>();
        var feed = intelligence.Settings.Feeds.Single(f => f.Id == "new-one");
        var pinned = intelligence.Kept("new-one")!.Value.Version;
        await File.WriteAllTextAsync(feed.File!, "192.0.2.200\n192.0.2.201\n192.0.2.202\n", Stop);
        await intelligence.Poll(feed, Stop);
        Assert.NotEqual(pinned, intelligence.Kept("new-one")!.Value.Version);
        ward.House.Busy = false;
        await Post(client, $"hunts/{id}/resume");
        var done = await Until(client, id, h => Text(h, "stage") is "done" or "failed");

        Assert.Equal(("done", 2_000L), (Text(done, "stage"), Number(done, "done")));
        Assert.True(Number(done, "findings") > 0);
        var version = Assert.Single(done.GetProperty("feedVersions").EnumerateArray());
        Assert.Equal(("new-one", pinned), (Text(version, "feed"), Text(version, "version")));
    }

    [Fact]
    public async Task AListOfSomebodyIsSoughtAndWhatIsNoIndicatorIsSaid()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var begun = await Begin(client, new { indicators = new[] { new { name = "advisory.csv", text = "type,indicator,comment\nip,203.0.113.7,seen\nip,nothing,\n" } }, time = "last 7d" });

        Assert.Contains("advisory.csv, line 3", begun.GetProperty("refused")[0].GetString(), StringComparison.Ordinal);
        Assert.True(Number(await Ended(client, begun), "findings") > 0);
    }

    [Theory]
    [InlineData("""{"baselines":["moods"]}""", "There is no baseline 'moods'; there are: sign-ins.")]
    [InlineData("""{"feeds":["nowhere"]}""", "no threat feed 'nowhere'")]
    [InlineData("""{"indicators":[{"name":"a.json","text":"{}"}]}""", "a.json")]
    [InlineData("""{"indicators":[{"name":"a.txt","text":"# nothing"}]}""", "no indicator in what was given")]
    [InlineData("""{}""", "Nothing to hunt with")]
    [InlineData("""{"query":"user:"}""", "at character 6")]
    [InlineData("""{"query":"user:root | count"}""", "leave out |")]
    [InlineData("""{"query":"*"}""", "fits every event")]
    [InlineData("""{"query":"user:root last 2d","time":"last 1d"}""", "stands twice")]
    [InlineData("""{"query":"user:root","time":"yesterday"}""", "time is such as")]
    [InlineData("""{"rules":[{"name":"a.yml","text":"title: x"}]}""", "a.yml:1")]
    [InlineData("""{"rules":[{"name":"a.yml","text":"title: x"}],"rule":"failure"}""", "not both")]
    public async Task WhatIsWrongIsSaid(string body, string words)
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        var answer = await client.PostAsync("api/v1/hunts", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(0, (await Json(client, "hunts")).GetArrayLength());
    }

    [Fact]
    public async Task ARuleThatIsNotThereIsNotFound()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);

        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync("api/v1/hunts", new { rule = "nope" }, Stop)).StatusCode);
    }

    [Fact]
    public async Task FollowedItTellsFindingsAndEndsWithTheHunt()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var id = Text(await Begin(client, new { query = "user:root" }), "id");

        var lines = (await client.GetStringAsync($"api/v1/hunts/{id}/follow", Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();

        Assert.Equal(3, lines.Count(l => Text(l, "kind") == "finding"));
        Assert.Equal(("done", 3L), (Text(lines[^1], "kind"), Number(lines[^1].GetProperty("hunt"), "findings")));
    }

    [Fact]
    public async Task ItGivesWayToTheLiveWatchAndGoesOnWhereItWasStopped()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        ward.House.Events.Many = 2_000;
        ward.House.Busy = true;
        var id = Text(await Begin(client, new { query = "user:root" }), "id");
        var waiting = await Until(client, id, h => h.GetProperty("givesWay").GetBoolean());
        Assert.InRange(Number(waiting, "done"), 1, 1_999);

        Assert.Equal("paused", Text(await Post(client, $"hunts/{id}/pause"), "stage"));
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync($"api/v1/hunts/{id}/pause", null, Stop)).StatusCode);
        ward.House.Busy = false;
        await Post(client, $"hunts/{id}/resume");
        var done = await Until(client, id, h => Text(h, "stage") == "done");

        Assert.Equal((2_000L, 2_000L), (Number(done, "done"), Number(done, "findings")));
        Assert.Equal(Enumerable.Range(0, 1_000), (await Json(client, $"hunts/{id}/findings?limit=1000")).GetProperty("findings").EnumerateArray().Select(f => (int)Number(f.GetProperty("evidence")[0], "offset")));
    }

    [Fact]
    public async Task WhatIsRemovedIsGoneEvenWhileItRuns()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        ward.House.Events.Many = 2_000;
        ward.House.Busy = true;
        var id = Text(await Begin(client, new { query = "user:root" }), "id");
        await Until(client, id, h => h.GetProperty("givesWay").GetBoolean());

        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync($"api/v1/hunts/{id}", Stop)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"api/v1/hunts/{id}", Stop)).StatusCode);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(ward.State, "hunts")));
        Assert.Equal(["hunt", "remove-hunt"], ward.House.Audit.Entries.Select(e => e.Act).Where(a => a.Contains("hunt", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, "done")]
    [InlineData(0L, "paused")]
    public async Task WhatRanWhenTheServerWasKilledGoesOnButNotForEver(long? wokenAt, string stage)
    {
        var state = Directory.CreateTempSubdirectory("ward-test-").FullName;
        var killed = new HuntRecord(new HuntId("old"), "An old hunt", "kim", DateTimeOffset.UnixEpoch, "user:root", null, null, null, 0, [], HuntStage.Running, null, null, wokenAt);
        new HuntFolder(Path.Combine(state, "hunts")).Create(killed, RuleTexts.None, [], []);
        await using var ward = await WardUnderTest.Start(state: state);
        using var client = await Analyst(ward);

        var hunt = await Until(client, "old", h => Text(h, "stage") is not ("waiting" or "running"));

        Assert.Equal(stage, Text(hunt, "stage"));
    }

    [Theory]
    [InlineData("hunt.json", "{half")]
    [InlineData("hunt.json", "{}")]
    [InlineData("checkpoint", "half")]
    [InlineData("checkpoint", "{}")]
    public async Task ADamagedHuntIsShownWithItsReasonHidesNoOtherAndCanBeRemoved(string file, string content)
    {
        var state = Directory.CreateTempSubdirectory("ward-test-").FullName;
        var hunts = new HuntFolder(Path.Combine(state, "hunts"));
        foreach (var id in (string[])["broken", "sound"])
            hunts.Create(new HuntRecord(new HuntId(id), id, "kim", DateTimeOffset.UnixEpoch, "user:root", null, null, null, 0, [], HuntStage.Done, null, DateTimeOffset.UnixEpoch, null), RuleTexts.None, [], []);
        await File.WriteAllTextAsync(Path.Combine(state, "hunts", "broken", file), content, Stop);
        await using var ward = await WardUnderTest.Start(state: state);
        using var client = await Analyst(ward);

        var all = (await Json(client, "hunts")).EnumerateArray().ToDictionary(h => Text(h, "id"), h => (Text(h, "stage"), Text(h, "trouble")));
        Assert.Equal(("done", ""), all["sound"]);
        Assert.Equal("failed", all["broken"].Item1);
        Assert.NotEmpty(all["broken"].Item2);
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsync("api/v1/hunts/broken/resume", null, Stop)).StatusCode);
        Assert.Empty((await Json(client, "hunts/broken/findings")).GetProperty("findings").EnumerateArray());

        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync("api/v1/hunts/broken", Stop)).StatusCode);
        Assert.Equal(["sound"], hunts.All().Select(h => h.Id.Value));
    }

    private static async Task<HttpClient> Analyst(WardUnderTest ward)
    {
        await ward.MakeUser("kim", secondFactor: true, Role.Analyst);
        return await ward.WithToken("kim", Role.Analyst);
    }

    private static async Task<JsonElement> Begin(HttpClient client, object body) => await Read(await client.PostAsJsonAsync("api/v1/hunts", body, Stop));

    private static async Task<JsonElement> Post(HttpClient client, string path) => await Read(await client.PostAsync($"api/v1/{path}", null, Stop));

    private static Task<JsonElement> Ended(HttpClient client, JsonElement begun) => Until(client, Text(begun, "id"), h => Text(h, "stage") is not ("waiting" or "running"));

    private static async Task<JsonElement> Until(HttpClient client, string id, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            var hunt = await Json(client, $"hunts/{id}");
            if (holds(hunt)) return hunt;
            await Task.Delay(20, Stop);
        }
    }

    private static async Task<JsonElement> Json(HttpClient client, string path) => await Read(await client.GetAsync($"api/v1/{path}", Stop));

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
