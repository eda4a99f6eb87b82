using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Ward.City;
using Ward.Configuration;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Learn.Feedback;
using Ward.Server.Tests.Samples;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class FilterTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task APreviewSaysWhatItWouldHaveSilencedByRuleWithSamples()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var preview = await Post(client, "preview", new { text = Filter("203.0.113.7"), since = "1d" });
        Assert.Equal((3L, 3L, 3L), ((long)preview["events"]!, (long)preview["spoken"]!, (long)preview["silenced"]!));
        var rule = Assert.Single(preview["rules"]!.AsArray());
        Assert.Equal("Root by name", (string?)rule!["title"]);
        Assert.Equal(3, rule["samples"]!.AsArray().Count);
        Assert.Empty(preview["warnings"]!.AsArray());
        var other = await Post(client, "preview", new { text = Filter("203.0.113.8"), since = "1d" });
        Assert.Equal((3L, 0L), ((long)other["spoken"]!, (long)other["silenced"]!));
    }

    [Fact]
    public async Task WhatAPersonCalledTrueIsWarnedOf()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var silenced = (string)(await Post(client, "preview", new { text = Filter("203.0.113.7") }))["rules"]![0]!["samples"]![0]!["id"]!;
        var odd = ward.House.Story.Odd;
        ward.House.Learn.Add(odd with { Incident = odd.Incident with { Id = new IncidentId("inc-true"), Findings = [odd.Incident.Findings[0] with { Id = new FindingId(silenced) }] } });
        Assert.Empty((await Post(client, "preview", new { text = Filter("203.0.113.7") }))["warnings"]!.AsArray());
        Assert.True(await ward.House.Learn.Judge(new CityId("seaford"), new IncidentId("inc-true"), new Judgement(JudgementKind.TruePositive, "kim", TimeProvider.System.GetUtcNow(), ""), Stop));
        var warning = Assert.Single((await Post(client, "preview", new { text = Filter("203.0.113.7") }))["warnings"]!.AsArray());
        Assert.Equal(("inc-true", "truePositive"), ((string?)warning!["incident"], (string?)warning["reason"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("title: x")]
    [InlineData(SampleRules.Root)]
    [InlineData("title: Of nothing\nlogsource: {product: linux}\nfilter:\n  rules: [nobody]\n  s: {a: b}\n  condition: not s\n")]
    public async Task WhatIsNoFilterOfARuleInForceIsRefused(string text)
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/v1/rules/filters/preview", new { text }, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/v1/rules/filters", new { text }, Stop)).StatusCode);
    }

    [Fact]
    public async Task AFilterWithoutOwnerOrEndIsNotKept()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        foreach (var text in new[] { Filter("203.0.113.7").Replace("author: kim\n", "", StringComparison.Ordinal), Filter("203.0.113.7", until: null), Filter("203.0.113.7", -1), Filter("203.0.113.7", 400) })
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/v1/rules/filters", new { text }, Stop)).StatusCode);
        Assert.Empty(ward.Services.GetRequiredService<SiteFilters>().All());
    }

    [Fact]
    public async Task AFilterOverEverythingIsKeptOnlyWhereItIsMeant()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var any = Filter("203.0.113.7").Replace("rules: [00000000-0000-4000-8000-000000000001]", "rules: any", StringComparison.Ordinal);
        var stars = Filter("203.0.113.7").Replace("product: linux, service: sshd", "product: ward, service: findings", StringComparison.Ordinal).Replace("rules: [00000000-0000-4000-8000-000000000001]", "rules: ['*']", StringComparison.Ordinal);
        var families = stars.Replace("['*']", "['baseline:*', 'risk:*']", StringComparison.Ordinal);
        var site = ward.Services.GetRequiredService<SiteFilters>();
        foreach (var text in new[] { any, stars, families, stars.Replace("['*']", "['b*']", StringComparison.Ordinal) })
        {
            var answer = await client.PostAsJsonAsync("/api/v1/rules/filters", new { text }, Stop);
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains("is about every", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            Assert.Empty(site.All());
        }

        await Post(client, "", new { text = any, wide = true });
        Assert.Single(site.All());
    }

    [Fact]
    public async Task AFilterOfWhichAnotherFileHasTheIdIsRefused()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var text = Filter("203.0.113.7").Replace("0000000000ff", "000000000003", StringComparison.Ordinal);
        var answer = await client.PostAsJsonAsync("/api/v1/rules/filters", new { text }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("quiet.yml", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Empty(ward.Services.GetRequiredService<SiteFilters>().All());
    }

    [Fact]
    public async Task AFilterIsProposedFromAFindingKeptListedAndRemoved()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var proposal = await Post(client, "propose", new { incident = "inc-7d41", finding = "inc-7d41-1", days = 30, why = "nightly backup" });
        var text = (string)proposal["text"]!;
        Assert.Contains("00000000-0000-4000-8000-000000000001", text, StringComparison.Ordinal);
        var done = await Post(client, "", new { text });
        var name = (string)done["name"]!;
        var site = ward.Services.GetRequiredService<SiteFilters>();
        Assert.Equal((name, text), Assert.Single(site.All()));
        var rules = await client.GetFromJsonAsync<JsonNode>("/api/v1/rules", Stop);
        Assert.Contains(rules!["filters"]!.AsArray(), f => (string?)f!["name"] == name && (string?)f["state"] == "soon" && (string?)f["owner"] == "kim");
        Assert.Equal(HttpStatusCode.OK, (await client.DeleteAsync($"/api/v1/rules/filters/{name}", Stop)).StatusCode);
        Assert.Empty(site.All());
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync("/api/v1/rules/filters/..%2Fsecret", Stop)).StatusCode);
    }

    [Fact]
    public async Task ABaselineIsFilteredByWhatItFoundAndThePreviewLooksAtWhatItSaid()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var text = (string)(await Post(client, "propose", new { incident = "inc-7d41", finding = "inc-7d41-2", days = 30, why = "a drill" }))["text"]!;
        Assert.Contains("baseline:first-seen-source", text, StringComparison.Ordinal);
        var preview = await Post(client, "preview", new { text, since = "1d" });
        Assert.Equal((1L, 1L, "inc-7d41-2"), ((long)preview["spoken"]!, (long)preview["silenced"]!, (string?)preview["rules"]![0]!["samples"]![0]!["id"]));
        Assert.Contains("what the newest incidents keep", (string)preview["words"]!, StringComparison.Ordinal);
        var other = await Post(client, "preview", new { text = text.Replace("203.0.113.7", "203.0.113.8", StringComparison.Ordinal) });
        Assert.Equal((1L, 0L), ((long)other["spoken"]!, (long)other["silenced"]!));
        var name = (string)(await Post(client, "", new { text }))["name"]!;
        var rules = await client.GetFromJsonAsync<JsonNode>("/api/v1/rules", Stop);
        Assert.Contains(rules!["filters"]!.AsArray(), f => (string?)f!["name"] == name && (long?)f["silenced"] == 0 && (string?)f["description"] == "a drill");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/v1/rules/filters", new { text = text.Replace("baseline:", "basement:", StringComparison.Ordinal) }, Stop)).StatusCode);
    }

    [Fact]
    public async Task ARuleThatIsNotInForceIsNotProposedFor()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var odd = ward.House.Story.Odd;
        ward.House.Learn.Add(odd with { Incident = odd.Incident with { Id = new IncidentId("inc-gone"), Findings = [odd.Incident.Findings[0] with { Id = new FindingId("gone"), Detector = "nobody" }] } });
        Assert.Equal(HttpStatusCode.Conflict, (await client.PostAsJsonAsync("/api/v1/rules/filters/propose", new { incident = "inc-gone", finding = "gone" }, Stop)).StatusCode);
    }

    [Fact]
    public async Task TheRulesSayWhatIsRefusedWaitsAndEnds()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var rules = (await client.GetFromJsonAsync<JsonNode>("/api/v1/rules", Stop))!;
        var refused = Assert.Single(rules["refused"]!.AsArray());
        Assert.Equal(("/srv/rules/refused.yml", 3), ((string?)refused!["file"], (int)refused["line"]!));
        Assert.Equal("water_staff", (string?)Assert.Single(rules["waiting"]!.AsArray())!["placeholders"]![0]);
        Assert.Equal("endsSoon", (string?)Assert.Single(rules["filters"]!.AsArray())!["state"]);
        Assert.Equal(41, (long)Assert.Single(rules["counting"]!.AsArray())!["evicted"]!);
    }

    [Fact]
    public async Task AFindingSaysWhyBranchByBranch()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await Analyst(ward);
        var why = (await client.GetFromJsonAsync<JsonNode>("/api/v1/incidents/inc-7d41/findings/inc-7d41-1/why", Stop))!;
        Assert.True((bool)why["matches"]!);
        Assert.Contains("\"value\":\"root\"", why["condition"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/incidents/inc-7d41/findings/inc-7d41-2/why", Stop)).StatusCode);
    }

    private static string Filter(string address, int? until = 10) =>
        $"title: Quiet\nid: 00000000-0000-4000-8000-0000000000ff\nauthor: kim\nlogsource: {{product: linux, service: sshd}}\nfilter:\n  rules: [00000000-0000-4000-8000-000000000001]\n  s: {{src_endpoint.ip: {address}}}\n  condition: not s\n"
        + (until is { } days ? $"ward: {{until: {DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days):yyyy-MM-dd}}}\n" : "");

    private static async Task<JsonNode> Post(HttpClient client, string what, object body)
    {
        var answer = await client.PostAsJsonAsync($"/api/v1/rules/filters{(what.Length > 0 ? "/" : "")}{what}", body, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    private static async Task<HttpClient> Analyst(WardUnderTest ward)
    {
        await ward.MakeUser("kim", secondFactor: true, Role.Analyst);
        return await ward.WithToken("kim", Role.Analyst);
    }
}
