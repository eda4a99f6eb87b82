using Ward.City;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Leases;

public sealed class LeaseTests
{
    [Fact]
    public async Task ALeaseEndsAtItsEnd()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Pass(Town.Lease - TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
        await town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(PlanState.Expired, (await town.Plan()).State);
        Assert.DoesNotContain("release p1#0", town.Elements.Commands);
    }

    [Fact]
    public async Task AnElementWhoseKeeperIsDeadIsReleasedByWard()
    {
        await using var town = new Town();
        town.Elements.NoKeeper.Add(new ElementId("fw"));
        await town.CarryOut("p1");
        await town.Pass(Town.Lease);
        Assert.Empty(town.Elements.Held);
        Assert.Equal(PlanState.Expired, (await town.Plan()).State);
    }

    [Fact]
    public async Task AnElementThatDoesNotAnswerAtTheEndIsAskedForAWhile()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.Silent;
        await town.Pass(Town.Lease);
        Assert.Contains("does not answer", (await town.Plan()).History[^1].Reason, StringComparison.Ordinal);
        await town.Pass(town.Options.LeaseEndGrace);
        var plan = await town.Plan();
        Assert.Equal(PlanState.Expired, plan.State);
        Assert.Contains("fw did not answer", plan.History[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheElementWouldHoldBeyondTheLeaseIsEnded()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        var action = (await town.Plan()).Actions[0];
        town.Elements.Put(action, town.Now + TimeSpan.FromDays(365));
        await town.Pass(town.Options.DigestEvery);
        Assert.All(town.Elements.Held, h => Assert.True(h.Until <= action.Until));
    }

    [Fact]
    public async Task AnActionThatNoPlanKnowsIsReleasedAndTold()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        var orphan = (await town.Plan()).Actions[0] with { Id = new ActionId("unknown#0") };
        town.Elements.Put(orphan, town.Now + Town.Lease);
        await town.Pass(town.Options.DigestEvery);
        Assert.Equal(["p1#0"], town.Elements.Held.Select(h => h.Action.Id.Value));
        Assert.Contains("ward release", await town.Acts());
    }

    [Fact]
    public async Task TheLoopEndsLeasesByItself()
    {
        await using var town = new Town();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Town.Stop);
        await town.CarryOut("p1");
        var running = town.Response.Run(stop.Token);
        for (var i = 0; i < 1000 && (await town.Plan()).State != PlanState.Expired; i++)
        {
            town.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(2, Town.Stop);
        }

        Assert.Equal(PlanState.Expired, (await town.Plan()).State);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
