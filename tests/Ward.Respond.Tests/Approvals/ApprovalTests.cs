using System.Net;
using Ward.City;
using Ward.Govern.Mandates;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;
using Ward.Respond.Plans;
using Ward.Trust.Roles;

namespace Ward.Respond.Tests.Approvals;

public sealed class ApprovalTests
{
    private static readonly PlanId Plan = new("p1");

    [Fact]
    public async Task AnApprovedPlanComesIntoForceWithItsLeaseFromThenOn()
    {
        await using var town = await Waiting();
        await town.Pass(TimeSpan.FromMinutes(5));
        var done = Assert.IsType<Verdict.Done>(await town.Response.Approve(Plan, "hash-p1", Town.Ann, Town.Stop));
        Assert.Equal(PlanState.Applied, done.Plan!.State);
        Assert.Equal(town.Now + Town.Lease, town.Elements.Held.Single().Until);
        Assert.Contains("ann approve", await town.Acts());
    }

    [Fact]
    public async Task AnotherHashApprovesNothing()
    {
        await using var town = await Waiting();
        await Refused(town, "hash-p2", Town.Ann, "hash");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task OnlyAnApproverApproves(string role)
    {
        await using var town = await Waiting();
        await Refused(town, "hash-p1", new Person("carol", [role]), "not an approver");
    }

    [Fact]
    public async Task WardItselfApprovesNothing()
    {
        await using var town = await Waiting();
        await Refused(town, "hash-p1", new Person("WARD", [Role.Approver]), "a person");
    }

    [Fact]
    public async Task WhoAskedForThePlanCannotApproveIt()
    {
        await using var town = await Waiting();
        await town.Journal.Write(await town.Plan() with { RequestedBy = "Ann" }, Town.Stop);
        await town.Die();
        await Refused(town, "hash-p1", Town.Ann, "who asked");
    }

    [Fact]
    public async Task TwoPersonsMustBeDifferent()
    {
        await using var town = await Waiting(approvers: 2);
        Assert.Equal(1, Assert.IsType<Verdict.MoreNeeded>(await town.Response.Approve(Plan, "hash-p1", Town.Ann, Town.Stop)).Missing);
        await Refused(town, "hash-p1", new Person("ANN", [Role.Approver]), "same person");
        await town.DieAndRecover();
        Assert.IsType<Verdict.Done>(await town.Response.Approve(Plan, "hash-p1", Town.Bob, Town.Stop));
        Assert.True(town.Elements.Stops("203.0.113.7"));
    }

    [Fact]
    public async Task AnApprovalAfterItsTimeIsRefusedAndThePlanLapses()
    {
        await using var town = await Waiting();
        town.Time.Advance(town.Options.ApprovalLifetime);
        await Refused(town, "hash-p1", Town.Ann, "over");
        await town.Pass(TimeSpan.Zero);
        Assert.Equal(PlanState.Lapsed, (await town.Plan()).State);
    }

    [Fact]
    public async Task WhatBecameProtectedMeanwhileIsNotApproved()
    {
        await using var town = await Waiting();
        town.City = Town.Model("v2", new Protection([IPNetwork.Parse("203.0.113.0/24")], [], [], []));
        await Refused(town, "hash-p1", Town.Ann, "protected");
    }

    [Fact]
    public async Task ACityThatChangedElsewhereDoesNotStopAnApproval()
    {
        await using var town = await Waiting();
        town.City = Town.Model("v2");
        Assert.IsType<Verdict.Done>(await town.Response.Approve(Plan, "hash-p1", Town.Ann, Town.Stop));
    }

    [Fact]
    public async Task TargetsThatMeanSomethingElseNowAreNotApproved()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1", 1, "i1", new Prescribe.Measures.Measure.IsolateHost(new ElementId("fw"), new AssetId("files")));
        town.City = Town.Model("v2", files: "10.0.2.99");
        await Refused(town, "hash-p1", Town.Ann, "other targets");
    }

    [Fact]
    public async Task AMandateThatEndedMeanwhileApprovesNothing()
    {
        await using var town = await Waiting();
        town.Permit = (_, _) => new Permission.Observed(null, "no mandate");
        await Refused(town, "hash-p1", Town.Ann, "no longer allow");
    }

    [Fact]
    public async Task WhileActionIsHeldBackNothingIsApproved()
    {
        await using var town = await Waiting();
        await town.Response.ReleaseAll(Town.Ann, "drill", Town.Stop);
        await Refused(town, "hash-p1", Town.Ann, "held back");
    }

    [Fact]
    public async Task ARejectedPlanStaysRejected()
    {
        await using var town = await Waiting();
        Assert.IsType<Verdict.Done>(await town.Response.Reject(Plan, Town.Bob, "backup job", Town.Stop));
        await Refused(town, "hash-p1", Town.Ann, "Rejected");
        Assert.Equal(PlanState.Rejected, (await town.Plan()).State);
    }

    [Fact]
    public async Task AnUnknownPlanIsNotFound()
    {
        await using var town = new Town();
        Assert.IsType<Verdict.NotFound>(await town.Response.Approve(new PlanId("none"), "x", Town.Ann, Town.Stop));
    }

    [Fact]
    public async Task TwoApprovalsAtOnceSendOnce()
    {
        await using var town = await Waiting();
        var verdicts = await Task.WhenAll(
            town.Response.Approve(Plan, "hash-p1", Town.Ann, Town.Stop), town.Response.Approve(Plan, "hash-p1", Town.Bob, Town.Stop));
        Assert.Single(verdicts, v => v is Verdict.Done);
        Assert.Single(town.Elements.Commands, c => c.StartsWith("apply", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASilentElementDoesNotHoldUpAnotherIncident()
    {
        await using var town = new Town();
        var never = new TaskCompletionSource<ActuatorReport?>();
        town.Actuators.OnApply = (a, _) => a.Element.Value == "web" ? never.Task : SimulatedActuators.Usual;
        var slow = town.Response.CarryOut(Town.Prescription("p1", 1, [Town.DenyWeb()]), Town.Stop);
        var quick = await town.Response.CarryOut(Town.Prescription("p2", 1, [Town.Deny()], "i2"), Town.Stop);
        Assert.Equal(PlanState.Applied, quick.State);
        Assert.False(slow.IsCompleted);
        never.SetResult(new ActuatorReport.Done("at last"));
        Assert.Equal(PlanState.Applied, (await slow).State);
    }

    private static async Task<Town> Waiting(int approvers = 1)
    {
        var town = new Town();
        await town.Asking(approvers);
        Assert.Equal(PlanState.Proposed, (await town.CarryOut("p1")).State);
        return town;
    }

    private static async Task Refused(Town town, string hash, Person by, string because)
    {
        var refused = Assert.IsType<Verdict.Refused>(await town.Response.Approve(Plan, hash, by, Town.Stop));
        Assert.Contains(because, refused.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(town.Elements.Held);
    }
}
