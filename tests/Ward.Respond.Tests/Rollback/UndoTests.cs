using Ward.City;
using Ward.Respond.Approvals;
using Ward.Respond.Execution;
using Ward.Respond.Plans;
using Ward.Trust.Roles;

namespace Ward.Respond.Tests.Rollback;

public sealed class UndoTests
{
    private static readonly PlanId Plan = new("p1");

    [Fact]
    public async Task UndoEndsTheLeaseNow()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        var done = Assert.IsType<Verdict.Done>(await town.Response.Undo(Plan, Town.Ann, "a backup job", Town.Stop));
        Assert.Equal(PlanState.RolledBack, done.Plan!.State);
        Assert.Empty(town.Elements.Held);
        Assert.Contains("undone by ann: a backup job", done.Words, StringComparison.Ordinal);
        Assert.Contains("ann undo", await town.Acts());
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Auditor)]
    public async Task OnlyAnApproverUndoes(string role)
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        Assert.IsType<Verdict.Refused>(await town.Response.Undo(Plan, new Person("carol", [role]), "x", Town.Stop));
        Assert.Single(town.Elements.Held);
    }

    [Fact]
    public async Task WhatIsNotInForceCannotBeUndone()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        Assert.IsType<Verdict.Refused>(await town.Response.Undo(Plan, Town.Ann, "x", Town.Stop));
    }

    [Fact]
    public async Task UndoAlsoEndsWhatAnEarlierRevisionHoldsOnTheSameTarget()
    {
        await using var town = new Town();
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb());
        await town.Pass(Town.Lease * 0.6);
        await town.CarryOut("p2", 2, "i1", Town.Deny());
        await town.Response.Undo(new PlanId("p2"), Town.Ann, "wrong", Town.Stop);
        Assert.False(town.Elements.Stops("203.0.113.7"));
        Assert.Equal(["p1#1"], town.Elements.Held.Select(h => h.Action.Id.Value));
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
    }

    [Fact]
    public async Task WhatAPersonUndidIsNotDoneAgainWithoutAPerson()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Response.Undo(Plan, Town.Ann, "wrong", Town.Stop);
        Assert.Equal(PlanState.Proposed, (await town.CarryOut("p2", 2)).State);
        Assert.Empty(town.Elements.Held);
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p3", 3, "i1", Town.Deny("203.0.113.8"))).State);
    }

    [Fact]
    public async Task AnUndoThatTheElementDoesNotConfirmIsAskedAgainAlsoAfterARestart()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.Silent;
        await town.Response.Undo(Plan, Town.Ann, "wrong", Town.Stop);
        Assert.Equal(ActionState.Releasing, (await town.Plan()).Actions[0].State);
        await town.DieAndRecover();
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.None;
        await town.Pass(town.Options.RetryEvery);
        var plan = await town.Plan();
        Assert.Equal(PlanState.RolledBack, plan.State);
        Assert.Equal(("ann", "undone by ann: wrong"), (plan.History[^1].By, plan.History[^1].Reason));
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task TheKillSwitchEndsEverythingAndHoldsBackUntilResumed()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.CarryOut("p2", 1, "i2", Town.DenyWeb("203.0.113.9"));
        Assert.IsType<Verdict.Done>(await town.Response.ReleaseAll(Town.Ann, "it is wrong", Town.Stop));
        Assert.Empty(town.Elements.Held);
        Assert.All(await town.All(), p => Assert.Equal(PlanState.RolledBack, p.State));
        Assert.True(town.Response.HeldBack);

        await town.DieAndRecover();
        Assert.True(town.Response.HeldBack);
        Assert.Equal(PlanState.Shadowed, (await town.CarryOut("p3", 1, "i3")).State);
        Assert.IsType<Verdict.Refused>(await town.Response.Resume(Town.Ann, "x", Town.Stop));
        Assert.IsType<Verdict.Done>(await town.Response.Resume(Town.Root, "looked at it", Town.Stop));
        Assert.Equal(PlanState.Applied, (await town.CarryOut("p4", 1, "i4")).State);
    }

    [Fact]
    public async Task TheKillSwitchNeedsAnApproverOrAdministrator()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        Assert.IsType<Verdict.Refused>(await town.Response.ReleaseAll(new Person("carol", [Role.Analyst]), "x", Town.Stop));
        Assert.Single(town.Elements.Held);
        Assert.False(town.Response.HeldBack);
    }

    [Fact]
    public async Task AMandateThatIgnoresTheBrakeIsOverruled()
    {
        await using var town = new Town();
        await town.Response.ReleaseAll(Town.Ann, "drill", Town.Stop);
        town.Permit = (_, _) => new Govern.Mandates.Permission.Permitted(Town.Mandate, Town.Lease, "act, whatever");
        Assert.Equal(PlanState.Shadowed, (await town.CarryOut("p1")).State);
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task TheKillSwitchEndsWhatIsJustBeingSent()
    {
        await using var town = new Town();
        var sending = new TaskCompletionSource();
        var go = new TaskCompletionSource<ActuatorReport?>(TaskCreationOptions.RunContinuationsAsynchronously);
        town.Actuators.OnApply = (_, _) => { sending.TrySetResult(); return go.Task; };
        var carried = town.Response.CarryOut(Town.Prescription("p1", 1, [Town.Deny()]), Town.Stop);
        await sending.Task;
        var releasing = town.Response.ReleaseAll(Town.Ann, "stop", Town.Stop);
        Assert.True(await Tests.Execution.ExecutionTests.Until(() => town.Elements.Commands.Contains("release-all fw")));
        go.SetResult(null);
        Assert.Equal(PlanState.Failed, (await carried).State);
        await releasing;
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task AnElementThatDoesNotConfirmTheKillSwitchIsNamedAndAskedAgain()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.Silent;
        var done = Assert.IsType<Verdict.Done>(await town.Response.ReleaseAll(Town.Ann, "stop", Town.Stop));
        Assert.Contains("not confirmed by fw", done.Words, StringComparison.Ordinal);
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.None;
        await town.Pass(town.Options.RetryEvery);
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task TooManyRollbacksTripTheBreaker()
    {
        await using var town = new Town();
        town.Elements.Witness = _ => new Testimony.Broken("it passes");
        for (var i = 1; i <= town.Options.BreakerLimit; i++) await town.CarryOut($"p{i}", 1, $"i{i}", Town.Deny($"203.0.113.{i}"));
        Assert.False(town.Response.HeldBack);
        await town.CarryOut("p9", 1, "i9", Town.Deny("203.0.113.9"));
        Assert.True(town.Response.HeldBack);
        Assert.Equal(PlanState.Shadowed, (await town.CarryOut("p10", 1, "i10")).State);
        Assert.Contains("ward hold-back", await town.Acts());
    }

    [Fact]
    public async Task RollbacksOfAnHourAgoDoNotTripTheBreaker()
    {
        await using var town = new Town();
        for (var i = 1; i <= 8; i++)
        {
            await town.CarryOut($"p{i}", 1, $"i{i}", Town.Deny($"203.0.113.{i}"));
            await town.Response.Undo(new PlanId($"p{i}"), Town.Ann, "wrong", Town.Stop);
            town.Time.Advance(TimeSpan.FromMinutes(25));
        }

        Assert.False(town.Response.HeldBack);
    }

    [Fact]
    public async Task AStoreThatCannotBeReadDoesNotStopTheKillSwitch()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Die();
        town.Journal.Gone = true;
        Assert.IsType<Verdict.Done>(await town.Response.ReleaseAll(Town.Ann, "stop", Town.Stop));
        Assert.Empty(town.Elements.Held);
        Assert.True(town.Response.HeldBack);
    }

    [Fact]
    public async Task AFullDiskDoesNotStopTheKillSwitch()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Journal.Full = true;
        Assert.IsType<Verdict.Done>(await town.Response.ReleaseAll(Town.Ann, "stop", Town.Stop));
        Assert.Empty(town.Elements.Held);
        Assert.True(town.Response.HeldBack);
        town.Journal.Full = false;
        await town.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await town.Journal.HeldBack(new CityId("town"), Town.Stop));
        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
    }
}
