using System.Net;
using System.Net.Http.Json;
using Ward.Server.Application.Improving;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class RecommendationTests
{
    private const string Root = "/api/v1/standing/recommendations";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task ARecommendationIsAcceptedGivenToAnotherAndSaidToBeDoneAndStaysWorkUntilTheCityShowsIt()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var open = (await Ready(client)).Items[0];
        Assert.Equal(("open", 1), (open.State, open.Place));
        Assert.True(open.Before > open.After);
        Assert.NotEmpty(open.Grounds);

        var work = await Decide(client, open.Id, new { state = "accepted", owner = "Water works", until = Today.AddDays(9), seen = open.Seen });
        Assert.Equal(("accepted", "Water works", Today.AddDays(9), "local:kim", false), (work.State, work.Owner, work.Until, work.By, work.Overdue));
        Assert.Equal("Cy", (await Decide(client, open.Id, new { state = "accepted", owner = "Cy", until = Today.AddDays(9), seen = work.Seen })).Owner);
        using var said = await client.PostAsJsonAsync($"{Root}/{open.Id}/done", new { reason = "closed at noon" }, Stop);
        var done = (await said.Content.ReadFromJsonAsync<RecommendationView>(Stop))!;
        Assert.Equal("accepted", done.State);
        Assert.Contains("closed at noon", done.SaidDone, StringComparison.Ordinal);
        Assert.Equal([open.Id], (await Get(client, "?state=accepted")).Items.Select(i => i.Id));
        Assert.Equal(3, (await client.GetFromJsonAsync<RecommendationView>($"{Root}/{open.Id}", Stop))!.History.Count(h => h.By == "local:kim"));
        Assert.Equal(["decide-recommendation", "decide-recommendation", "recommendation-done"], Acts(ward));
    }

    [Fact]
    public async Task WhatIsDeclinedLeavesTheListAndIsThereAfterARestart()
    {
        var state = Directory.CreateTempSubdirectory("ward-test-").FullName;
        var copy = state + "-copy";
        string id;
        await using (var ward = await WardUnderTest.Start(state: state))
        {
            using var client = await ward.WithToken("local:kim", Role.Analyst);
            var all = await Ready(client);
            id = all.Items[0].Id;
            Assert.Equal("declined", (await Decide(client, id, new { state = "declined", reason = "the works need it", until = Today.AddDays(50), seen = all.Items[0].Seen })).State);
            for (var tries = 0; tries < 300 && (await Get(client, "")).Items.Any(i => i.Id == id && i.Place is not null); tries++) await Task.Delay(100, Stop);
            var standing = await client.GetFromJsonAsync<StandingView>("/api/v1/standing", Stop);
            Assert.DoesNotContain(standing!.Changes, c => c.Recommendation == id);
            Assert.Equal("the works need it", (await client.GetFromJsonAsync<RecommendationView>($"{Root}/{id}", Stop))!.Reason);
            Directory.CreateDirectory(Path.Combine(copy, "standing"));
            File.Copy(Path.Combine(state, "standing", "recommendations.json"), Path.Combine(copy, "standing", "recommendations.json"));
        }

        await using var again = await WardUnderTest.Start(state: copy);
        using var other = await again.WithToken("local:lee", Role.Viewer);
        await Ready(other);
        var kept = (await Get(other, "?state=declined")).Items;
        Assert.Equal((id, "the works need it", "local:kim"), (Assert.Single(kept).Id, kept[0].Reason, kept[0].By));
    }

    [Fact]
    public async Task ADecisionAboutWhatHasChangedSinceItWasReadIsRefusedWithWhatItIsNow()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var open = (await Ready(client)).Items[0];
        await Decide(client, open.Id, new { state = "accepted", owner = "Cy", until = Today.AddDays(9) });
        using var late = await client.PostAsJsonAsync($"{Root}/{open.Id}/decide", new { state = "declined", reason = "not needed", until = Today.AddDays(9), seen = open.Seen }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("accepted by local:kim", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Single(Acts(ward));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync($"{Root}/rec-none/decide", new { state = "open" }, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri(Root + "?state=nope", UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task NothingIsDecidedOfWhichThereIsNoTrace()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var open = (await Ready(client)).Items[0];
        ward.House.Audit.IsFull = true;
        using var refused = await client.PostAsJsonAsync($"{Root}/{open.Id}/decide", new { state = "accepted", owner = "Cy", until = Today }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Nothing is decided", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("open", (await Get(client, "")).Items.Single(i => i.Id == open.Id).State);
        ward.House.Audit.IsFull = false;
    }

    [Fact]
    public async Task WhatCannotBeKeptIsTakenBackInTheAuditTrail()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var open = (await Ready(client)).Items[0];
        await File.AppendAllTextAsync(Path.Combine(ward.State, "standing", "recommendations.json"), "\n", Stop);
        using var refused = await client.PostAsJsonAsync($"{Root}/{open.Id}/decide", new { state = "accepted", owner = "Cy", until = Today }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("another hand", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(["decide-recommendation", "undecided-recommendation"], Acts(ward));
    }

    [Theory]
    [InlineData("declined", null, null, 5, "reason")]
    [InlineData("declined", "so it is", null, null, "until")]
    [InlineData("declined", "so it is", null, 5, "seen")]
    [InlineData("declined", "so it is", "Cy", 5, "owner")]
    [InlineData("accepted", null, null, 5, "owner")]
    [InlineData("accepted", null, "Cy", null, "until")]
    [InlineData("accepted", null, "Cy", -1, "until")]
    [InlineData("accepted", null, "Cy", 367, "until")]
    [InlineData("open", null, null, 5, "until")]
    [InlineData("done", "it is", null, null, "the city shows it")]
    [InlineData("mended", null, null, null, "state")]
    public void WhatADecisionLacksIsNamed(string state, string? reason, string? owner, int? days, string named)
    {
        var today = new DateOnly(2026, 3, 2);
        Assert.Contains(named, RecommendationDesk.Wrong(new(state, owner, days is { } d ? today.AddDays(d) : null, reason, null), today), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Acts(WardUnderTest ward) => ward.House.Audit.Entries.Select(e => e.Act).Where(a => a.Contains("recommendation", StringComparison.Ordinal) && a != "recommendations");

    private static async Task<RecommendationView> Decide(HttpClient client, string id, object verdict)
    {
        using var answer = await client.PostAsJsonAsync($"{Root}/{id}/decide", verdict, Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<RecommendationView>(Stop))!;
    }

    private static async Task<RecommendationsView> Get(HttpClient client, string query) => (await client.GetFromJsonAsync<RecommendationsView>(Root + query, Stop))!;

    private static async Task<RecommendationsView> Ready(HttpClient client)
    {
        var view = await Get(client, "");
        for (var tries = 0; tries < 600 && view.At is null; tries++)
        {
            await Task.Delay(100, Stop);
            view = await Get(client, "");
        }

        Assert.Null(view.Problem);
        Assert.NotEmpty(view.Items);
        return view;
    }
}
