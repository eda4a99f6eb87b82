using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class IntelTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFeedIsSwitchedOnAndOffWithoutARestartAndTheAuditTrailSaysByWhom()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Analyst, Role.Auditor);
        using var client = await ward.WithToken("kim", Role.Analyst, Role.Auditor);
        var before = await client.GetFromJsonAsync<JsonNode>("/api/v1/intel/feeds", Stop);
        Assert.Equal("off", (string?)Feed(before!)["state"]);

        var on = await Switch(true);
        Assert.Equal((true, "fresh", "kim"), ((bool)on["on"]!, (string?)on["state"], (string?)on["switched"]!["by"]));
        var after = await client.GetFromJsonAsync<JsonNode>("/api/v1/intel/feeds", Stop);
        Assert.Equal((long)before!["indicators"]! + 1, (long)after!["indicators"]!);

        var off = await Switch(false);
        Assert.Equal((false, "off", null), ((bool)off["on"]!, (string?)off["state"], off["switched"]));
        var trail = await client.GetFromJsonAsync<JsonNode>("/api/v1/journal", Stop);
        Assert.Contains("switch-on-feed", trail!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("switch-off-feed", trail.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await client.PutAsJsonAsync("/api/v1/intel/feeds/nope/on", new { on = true }, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PutAsJsonAsync("/api/v1/intel/feeds/new-one/on", new { }, Stop)).StatusCode);

        async Task<JsonNode> Switch(bool on)
        {
            var answer = await client.PutAsJsonAsync("/api/v1/intel/feeds/new-one/on", new { on }, Stop);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
            return (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        }

        static JsonNode Feed(JsonNode all) => all["feeds"]!.AsArray().First(f => (string?)f!["id"] == "new-one")!;
    }
}
