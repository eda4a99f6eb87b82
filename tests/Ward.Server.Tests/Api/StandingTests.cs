using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class StandingTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheChangesForTheBetterComeWithWhatTheyLowerWhoseTheyAreAndWhy()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        var told = await client.GetFromJsonAsync<JsonNode>("/api/v1/standing", Stop);
        for (var tries = 0; tries < 600 && !(bool)told!["ready"]! && told["problem"] is null; tries++)
        {
            await Task.Delay(100, Stop);
            told = await client.GetFromJsonAsync<JsonNode>("/api/v1/standing", Stop);
        }

        Assert.Null(told!["problem"]);
        var changes = told["changes"]!.AsArray();
        Assert.InRange(changes.Count, 1, 5);
        Assert.True((double)told["after"]! < (double)told["before"]!);
        Assert.All(changes, c => Assert.NotEmpty((string)c!["owner"]!));
        Assert.All(changes, c => Assert.NotEmpty(c!["why"]!.AsArray()));
        Assert.NotEmpty(told["risks"]!.AsArray());
    }

    [Fact]
    public async Task AnIncidentTellsWhatItsPlanWouldHaveCut()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        var incident = await client.GetFromJsonAsync<JsonNode>("/api/v1/incidents/inc-7d41", Stop);

        Assert.Equal("nothing was observed by which to tell what it would have cut", (string?)incident!["prescription"]!["rehearsal"]!["words"]);
    }
}
