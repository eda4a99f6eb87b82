using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ward.Respond.Plans;
using Ward.Trust.Roles;

namespace Ward.Server.Tests.Api;

public sealed class DecisionTests
{
    [Fact]
    public async Task AnApprovalNamesThePersonAndTheHash()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Approver);

        var answer = await browser.Send(Approve(ward.House.Story.Waiting.Prescription.Hash));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["kim"], (await Plan(ward)).ApprovedBy);
    }

    [Fact]
    public async Task AnotherHashIsAConflictAndChangesNothing()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Approver);

        var answer = await browser.Send(Approve("0000"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(PlanState.Proposed, (await Plan(ward)).State);
    }

    [Fact]
    public async Task AnApprovalByTokenIsTheApprovalOfItsOwner()
    {
        await using var ward = await WardUnderTest.Start();
        await ward.MakeUser("kim", secondFactor: true, Role.Approver);
        using var client = await ward.WithToken("kim", Role.Approver);

        await client.SendAsync(Approve(ward.House.Story.Waiting.Prescription.Hash), TestContext.Current.CancellationToken);

        Assert.Equal(["kim"], (await Plan(ward)).ApprovedBy);
    }

    [Fact]
    public async Task ARejectionWithoutReasonIsRefused()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Approver);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(new Door("POST", "/api/v1/plans/inc-7d41-p/reject", null, new { reason = " " }).Request())).StatusCode);
        Assert.Equal(PlanState.Proposed, (await Plan(ward)).State);
    }

    [Fact]
    public async Task AJudgementIsKeptAndAudited()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Analyst);

        await browser.Send(new Door("POST", "/api/v1/incidents/inc-1c09/judgement", null, new { kind = "falsePositive", note = "night shift" }).Request());

        var view = await (await browser.Get("/api/v1/incidents/inc-1c09")).Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal("falsePositive", (string?)view!["summary"]!["judgement"]);
        Assert.False((bool)view["summary"]!["open"]!);
        Assert.Contains(await ward.House.Audit.Latest(10, CancellationToken.None), r => r.Entry is { Act: "judge", Actor: "kim", Subject: "inc-1c09" });
    }

    [Fact]
    public async Task AnAnalystSeesTransitionsButNoAudit()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Analyst);

        var journal = await (await browser.Get("/api/v1/journal")).Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);

        Assert.False((bool)journal!["auditShown"]!);
        Assert.NotEmpty(journal["rows"]!.AsArray());
        Assert.All(journal["rows"]!.AsArray(), r => Assert.Equal("plan", (string?)r!["kind"]));
    }

    [Fact]
    public async Task TheForecastSaysWhichStepsThePlanStops()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Viewer);

        var view = await (await browser.Get("/api/v1/incidents/inc-7d41")).Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);

        var steps = view!["forecast"]!["paths"]![0]!["steps"]!.AsArray();
        Assert.Equal(["Block 203.0.113.7 at Edge firewall", "Close the way from Jump host to File server (tcp 445) at Edge firewall", null], steps.Select(s => (string?)s!["cutBy"]));
    }

    [Fact]
    public async Task TheForecastSaysWhatComesNextAndWhen()
    {
        await using var ward = await WardUnderTest.Start();
        using var browser = await ward.SignIn("kim", Role.Viewer);

        var view = await (await browser.Get("/api/v1/incidents/inc-7d41")).Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);

        var outlook = view!["forecast"]!["outlook"]!;
        Assert.Equal(("files", "T1021.002"), ((string?)outlook["next"]![0]!["asset"], (string?)outlook["next"]![0]!["technique"]));
        Assert.Equal(("Payments", 0.11), ((string?)outlook["services"]![0]!["serviceName"], (double)outlook["services"]![0]!["likely"]!));
        Assert.Contains("What would come next", await (await browser.Get("/incidents/inc-7d41")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Approve(string hash) => new Door("POST", "/api/v1/plans/inc-7d41-p/approve", null, new { hash }).Request();

    private static async Task<Plan> Plan(WardUnderTest ward) => (await ward.House.Respond.Find(new PlanId("inc-7d41-p"), CancellationToken.None))!;
}
