using System.Net;
using System.Net.Http.Json;
using Ward.Server.Application.Registering;
using Ward.Server.Application.Views;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class RegisterTests
{
    private const string Root = "/api/v1/register";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARiskIsFoundExplainedAcceptedAndLeavesTheListOfThoseThatAreOpen()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var all = await Ready(client);
        Assert.Equal(all.Total, all.Matching);
        Assert.All(all.Risks, r => Assert.NotEmpty(r.Means));
        Assert.All(all.Risks, r => Assert.NotEmpty(r.Mend));
        var risk = all.Risks[0];
        var until = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(20);

        var kept = await Decide(client, new { id = risk.Id, status = "accepted", reason = "a wall stands there", until, seen = risk.Seen });
        Assert.Equal(("accepted", "a wall stands there", until, "local:kim"), (kept.Status, kept.Reason, kept.Until, kept.By));
        Assert.True(kept.ReviewBy <= until);
        Assert.DoesNotContain((await Get(client, "?state=open&limit=1000")).Risks, r => r.Id == risk.Id);
        Assert.Equal([risk.Id], (await Get(client, "?state=accepted")).Risks.Select(r => r.Id));
        var change = (await client.GetFromJsonAsync<List<RegisterChangeView>>(Root + "/changes", Stop))![0];
        Assert.Equal(("decided", risk.Id, "local:kim decided: accepted, since a wall stands there"), (change.Change, change.Id, Assert.Single(change.Why)));
        Assert.Equal("accepted", (await client.GetFromJsonAsync<RegisteredRiskView>($"{Root}/risk?id={Uri.EscapeDataString(risk.Id)}", Stop))!.Status);
        Assert.Contains(ward.House.Audit.Entries, e => e.Act == "decide-risk" && e.Detail.Contains("a wall stands there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheListIsNarrowedBySeverityStateAndText()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Viewer);
        var all = await Ready(client);
        var worst = all.Risks[0];
        Assert.All((await Get(client, $"?severity={worst.Severity}")).Risks, r => Assert.Equal(worst.Severity, r.Severity));
        Assert.Contains((await Get(client, $"?text={Uri.EscapeDataString(worst.Title)}")).Risks, r => r.Id == worst.Id);
        Assert.Empty((await Get(client, "?text=no-such-thing-anywhere")).Risks);
        Assert.Empty((await Get(client, "?state=accepted")).Risks);
        Assert.Single((await Get(client, "?limit=1")).Risks);
        foreach (var wrong in new[] { "?state=nope", "?severity=nope", "?limit=0", "?limit=1001" })
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri(Root + wrong, UriKind.Relative), Stop)).StatusCode);
    }

    [Theory]
    [InlineData("accepted", null, null, 5, "reason")]
    [InlineData("accepted", "so it is", null, null, "until")]
    [InlineData("accepted", "so it is", null, -1, "until")]
    [InlineData("accepted", "so it is", null, 367, "until")]
    [InlineData("in-progress", "so it is", null, 5, "owner")]
    [InlineData("in-progress", null, "Cy", null, "until")]
    [InlineData("accepted", "so it is", null, 5, "seen")]
    [InlineData("false-positive", "so it is", null, null, "seen")]
    [InlineData("false-positive", " ", null, null, "reason")]
    [InlineData("unchecked", null, null, 5, "until")]
    [InlineData("mitigated", "done", null, null, "model")]
    [InlineData("solved", null, null, null, "status")]
    public void WhatADecisionLacksIsNamed(string status, string? reason, string? owner, int? days, string named)
    {
        var today = new DateOnly(2026, 3, 2);
        Assert.Contains(named, RegisterDesk.Wrong(new RiskVerdict("x", status, reason, owner, days is { } d ? today.AddDays(d) : null, null), today), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADecisionAboutARiskThatHasChangedSinceItWasReadIsRefusedWithWhatItIsNow()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var risk = (await Ready(client)).Risks[0];
        var kept = await Decide(client, new { id = risk.Id, status = "false-positive", reason = "it is a replica", seen = risk.Seen });
        Assert.NotEqual(risk.Seen, kept.Seen);
        using var late = await client.PostAsJsonAsync(Root + "/decide", new { id = risk.Id, status = "false-positive", reason = "so it seems", seen = risk.Seen }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("false-positive by local:kim", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Single(ward.House.Audit.Entries, e => e.Act == "decide-risk");
        Assert.Equal("unchecked", (await Decide(client, new { id = risk.Id, status = "unchecked" })).Status);
    }

    [Fact]
    public async Task NothingIsDecidedOfWhichThereIsNoTrace()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var risk = (await Ready(client)).Risks[0];
        ward.House.Audit.IsFull = true;
        using var refused = await client.PostAsJsonAsync(Root + "/decide", new { id = risk.Id, status = "false-positive", reason = "it is a replica", seen = risk.Seen }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Nothing is decided", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(risk.Seen, (await Get(client, "?limit=1")).Risks[0].Seen);
        ward.House.Audit.IsFull = false;
    }

    [Fact]
    public async Task WhatCannotBeKeptIsTakenBackInTheAuditTrail()
    {
        await using var ward = await WardUnderTest.Start();
        using var client = await ward.WithToken("local:kim", Role.Approver);
        var risk = (await Ready(client)).Risks[0];
        await File.AppendAllTextAsync(Path.Combine(ward.State, "register", "register.yaml"), "# by hand\n", Stop);
        using var refused = await client.PostAsJsonAsync(Root + "/decide", new { id = risk.Id, status = "false-positive", reason = "it is a replica", seen = risk.Seen }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("another hand", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(["decide-risk", "undecided-risk"], ward.House.Audit.Entries.Select(e => e.Act).Where(a => a.EndsWith("-risk", StringComparison.Ordinal)));
        Assert.Equal(risk.Seen, (await Get(client, "?limit=1")).Risks[0].Seen);
    }

    private static async Task<RegisteredRiskView> Decide(HttpClient client, object verdict)
    {
        using var answer = await client.PostAsJsonAsync(Root + "/decide", verdict, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<RegisteredRiskView>(Stop))!;
    }

    private static async Task<RegisterView> Get(HttpClient client, string query) => (await client.GetFromJsonAsync<RegisterView>(Root + query, Stop))!;

    private static async Task<RegisterView> Ready(HttpClient client)
    {
        var view = await Get(client, "?limit=1000");
        for (var tries = 0; tries < 300 && (!view.Ready || view.At is null); tries++)
        {
            await Task.Delay(100, Stop);
            view = await Get(client, "?limit=1000");
        }

        Assert.Null(view.Problem);
        Assert.NotEmpty(view.Risks);
        return view;
    }
}
