using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class RiskTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task EntitiesComeByRiskWithReasonsThatAddUpAndNameTheirIncident()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        var book = await client.GetFromJsonAsync<JsonNode>("/api/v1/risk", Stop);
        var all = book!["highest"]!.AsArray();
        Assert.Superset(new HashSet<string?> { "host", "source", "login" }, all.Select(r => (string?)r!["entity"]!["kind"]).ToHashSet());
        Assert.Equal(all.Select(r => (double)r!["points"]!).OrderDescending(), all.Select(r => (double)r!["points"]!));
        Assert.All(all, r => Assert.Equal((double)r!["points"]!, r["reasons"]!.AsArray().Sum(x => (double)x!["points"]!) + (double)r["others"]!, 1));
        Assert.Contains(all[0]!["reasons"]!.AsArray(), r => (string?)r!["incident"] == "inc-7d41");
        Assert.Equal(24, all[0]!["trend"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("kind=host&value=jump", HttpStatusCode.OK)]
    [InlineData("kind=host&value=nobody", HttpStatusCode.NotFound)]
    [InlineData("kind=source&value=no-address", HttpStatusCode.BadRequest)]
    [InlineData("kind=other&value=x", HttpStatusCode.BadRequest)]
    public async Task OneEntityIsAskedForByKindAndValue(string query, HttpStatusCode expected)
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        Assert.Equal(expected, (await client.GetAsync($"/api/v1/risk/entity?{query}", Stop)).StatusCode);
    }

    [Fact]
    public async Task AnIncidentSaysWhyItsFindingsJoinedAndHowItsEntitiesStand()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        var incident = await client.GetFromJsonAsync<JsonNode>("/api/v1/incidents/inc-7d41", Stop);
        var joined = incident!["findings"]![1]!["joined"]!;
        Assert.Equal(("sharedSource", "it comes from 203.0.113.7 too"), ((string?)joined["reason"], (string?)joined["words"]));
        Assert.Contains(incident["risk"]!.AsArray(), r => (string?)r!["entity"]!["value"] == "jump" && (double)r["points"]! > 0);
    }
}
