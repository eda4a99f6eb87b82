using Ward.City;
using Ward.Respond.Execution;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Execution;

public sealed class VerificationTests
{
    [Fact]
    public async Task ASensorThatSeesTrafficPassRollsBack()
    {
        await using var town = new Town();
        town.Elements.Witness = _ => new Testimony.Broken("the attacker still gets through");
        await town.CarryOut("p1");
        var plan = await town.Plan();
        Assert.Equal(PlanState.RolledBack, plan.State);
        Assert.Contains("still gets through", plan.History[^1].Reason, StringComparison.Ordinal);
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task OneBrokenActionRollsBackTheWholePlan()
    {
        await using var town = new Town();
        town.Elements.Witness = a => a.Element.Value == "web" ? new Testimony.Broken("payments do not answer") : new Testimony.Holds("fine");
        await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb());
        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task WithoutASensorItStaysAppliedAndSaysSo()
    {
        await using var town = new Town();
        town.Elements.Witness = _ => new Testimony.Absent("no tap there");
        await town.CarryOut("p1");
        var plan = await town.Plan();
        Assert.Equal(PlanState.Applied, plan.State);
        Assert.Contains("not verified: no sensor", plan.History[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutASensorThePolicyMayRollBack()
    {
        await using var town = new Town(new ResponseOptions { RetryPause = TimeSpan.Zero, ActuatorUnsure = ActuatorUnsure.RollBack });
        town.Elements.Witness = _ => new Testimony.Absent("no tap there");
        await town.CarryOut("p1");
        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
    }

    [Fact]
    public async Task AQuietSensorIsAskedAgainABoundedNumberOfTimes()
    {
        await using var town = new Town();
        var asked = 0;
        town.Elements.Witness = _ => { asked++; return new Testimony.Quiet("nobody tried"); };
        await town.CarryOut("p1");
        Assert.Contains("quiet: nobody tried", (await town.Plan()).History[^1].Reason, StringComparison.Ordinal);
        for (var i = 0; i < 8; i++) await town.Pass(town.Options.RecheckEvery);
        Assert.Equal(1 + town.Options.Rechecks, asked);
    }

    [Fact]
    public async Task WhatWasQuietAndIsBrokenLaterIsRolledBack()
    {
        await using var town = new Town();
        town.Elements.Witness = _ => new Testimony.Quiet("nobody tried");
        await town.CarryOut("p1");
        town.Elements.Witness = _ => new Testimony.Broken("it passes");
        await town.Pass(town.Options.RecheckEvery);
        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
    }

    [Fact]
    public async Task ASensorThatNeverAnswersIsAbsent()
    {
        await using var town = new Town();
        town.Elements.Witness = _ => throw new TimeoutException();
        await town.CarryOut("p1");
        Assert.Equal(PlanState.Applied, (await town.Plan()).State);
    }

    [Fact]
    public async Task AnActionThatItsElementLostIsPutInForceAgainAndVerifiedAgain()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Elements.Lose(new ElementId("fw"));
        await town.Pass(town.Options.DigestEvery);
        Assert.True(town.Elements.Stops("203.0.113.7"));
        Assert.Equal(town.Now - town.Options.DigestEvery + Town.Lease, town.Elements.Held.Single().Until);
        Assert.Contains("in force again", (await town.Plan()).History[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnElementThatKeepsLosingItIsGivenUp()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        for (var i = 0; i < 6; i++)
        {
            town.Elements.Lose(new ElementId("fw"));
            await town.Pass(town.Options.DigestEvery);
        }

        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
        Assert.Equal(1 + town.Options.Reapplies, town.Elements.Commands.Count(c => c == "apply p1#0"));
    }
}
