using Ward.City;
using Ward.Govern.Mandates;
using Ward.Respond.Approvals;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Leases;

public sealed class RecoveryTests
{
    /// <summary>The process ends at every write of a whole life (carry out, verify, undo or expire), before and after it.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task AnEndAtAnyWriteLeavesNoOrphanAndLosesNoPlan(bool after, bool undo)
    {
        for (var write = 0; write < 12; write++)
        {
            await using var town = new Town();
            town.Life.EndAtWrite(write, after);
            var ended = await Tell(town, undo);

            await town.DieAndRecover();
            // Detection tells the incident again until it was taken: the same prescription is still one plan.
            await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb());
            Assert.Single(await town.All());
            var plan = await town.Plan();
            Assert.All(town.Elements.Held, h => Assert.True(h.Until <= plan.Until, $"write {write}"));
            if (plan.MayHold()) Assert.Equal(plan.Actions.Count, town.Elements.Held.Count);
            else Assert.Empty(town.Elements.Held);

            await town.Pass(Town.Lease);
            Assert.Empty(town.Elements.Held);
            Assert.False((await town.Plan()).IsOpen(), $"write {write}: {(await town.Plan()).State}");
            Assert.Null(await town.Journal.FirstBroken(Town.Stop));
            if (!ended) return;
        }

        Assert.Fail("a life has fewer writes than that");
    }

    [Fact]
    public async Task ALeaseThatWasNotSentIsSentAfterTheRestartWithItsOldEnd()
    {
        await using var town = new Town();
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.CarryOut("p1"));
        var until = (await town.Plan()).Until;
        Assert.Empty(town.Elements.Held);
        town.Time.Advance(TimeSpan.FromMinutes(3));
        await town.DieAndRecover();
        Assert.Equal(until, town.Elements.Held.Single().Until);
        await town.Pass(town.Options.Beat);
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
    }

    [Fact]
    public async Task ALeaseThatEndedWhileNobodyWasThereIsNotSent()
    {
        await using var town = new Town();
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.CarryOut("p1"));
        town.Time.Advance(Town.Lease);
        await town.DieAndRecover();
        Assert.DoesNotContain("apply p1#0", town.Elements.Commands);
        Assert.Equal(PlanState.Failed, (await town.Plan()).State);
    }

    [Fact]
    public async Task ALeaseWhoseMandateEndedMeanwhileIsNotSent()
    {
        await using var town = new Town();
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.CarryOut("p1"));
        town.Permit = (_, _) => new Permission.Observed(null, "no mandate");
        await town.DieAndRecover();
        Assert.Empty(town.Elements.Held);
        Assert.Contains("no longer permitted", (await town.Plan()).History[^1].Reason, StringComparison.Ordinal);
        Assert.Equal(PlanState.Failed, (await town.Plan()).State);
    }

    [Fact]
    public async Task WhatPersonsApprovedIsSentAfterTheRestartUnderTheirApproval()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.Response.Approve(new PlanId("p1"), "hash-p1", Town.Ann, Town.Stop));
        Assert.Empty(town.Elements.Held);
        await town.DieAndRecover();
        Assert.True(town.Elements.Stops("203.0.113.7"));
    }

    [Fact]
    public async Task AnElementThatIsAwayAtTheRestartIsResumedWhenItIsBack()
    {
        await using var town = new Town();
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.CarryOut("p1"));
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.Silent;
        await town.DieAndRecover();
        Assert.Equal(PlanState.Leased, (await town.Plan()).State);
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.None;
        await town.Pass(town.Options.RetryEvery);
        Assert.Equal(PlanState.Verified, (await town.Plan()).State);
    }

    [Fact]
    public async Task AFrozenAgentHoldsUpItsOwnPlansForOneDeadlineAndNoOthers()
    {
        await using var town = new Town();
        for (var i = 0; i < 40; i++) await Leased(town, $"f{i}", Town.Deny($"203.0.113.{i}"));
        for (var i = 0; i < 5; i++) await Leased(town, $"w{i}", Town.DenyWeb($"203.0.113.{100 + i}"));
        await town.Die();
        town.Actuators.Frozen.Add(new ElementId("fw"));

        var recovery = town.Response.Recover(Town.Stop);
        for (var i = 0; i < 400 && town.Elements.Held.Count < 5; i++) await Task.Delay(25, Town.Stop);
        Assert.Equal(5, town.Elements.Held.Count);
        Assert.False(recovery.IsCompleted);

        // The clock of the test moves once, so all who wait must wait already.
        for (var (i, calm) = (0, 0); i < 400 && calm < 10; i++)
        {
            var before = town.Actuators.MostWaiting;
            await Task.Delay(25, Town.Stop);
            calm = before > 0 && before == town.Actuators.MostWaiting ? calm + 1 : 0;
        }

        // One deadline by the clock, whatever the number of plans.
        for (var i = 0; i < 400 && !recovery.IsCompleted; i++)
        {
            if (i == 0) town.Time.Advance(town.Options.StepDeadline);
            await Task.Delay(25, Town.Stop);
        }

        Assert.True(recovery.IsCompletedSuccessfully);
        Assert.InRange(town.Actuators.MostWaiting, 1, town.Options.Concurrency / 8 + 1);

        town.Actuators.Frozen.Clear();
        for (var i = 0; i < 6; i++) await town.Pass(town.Options.RetryEvery);
        Assert.Equal(45, town.Elements.Held.Count);
    }

    [Fact]
    public async Task WhoAskedForAnEndIsKnownAfterTheRestartWhateverTheReasonSays()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.Silent;
        await town.Response.Undo(Town.Id("p1"), Town.Ann, "wrong; being released, not yet confirmed by nobody", Town.Stop);
        await town.DieAndRecover();
        town.Elements.Faults[new ElementId("fw")] = SimulatedElements.Fault.None;
        await town.Pass(town.Options.RetryEvery);
        var last = (await town.Plan()).History[^1];
        Assert.Equal((PlanState.RolledBack, "ann", "undone by ann: wrong; being released, not yet confirmed by nobody"), (last.To, last.By, last.Reason));
    }

    [Fact]
    public async Task AWaitingPlanWaitsOnOverARestartAndStillLapses()
    {
        await using var town = new Town();
        await town.Asking();
        await town.CarryOut("p1");
        await town.DieAndRecover();
        Assert.Equal(PlanState.Proposed, (await town.Plan()).State);
        await town.Pass(town.Options.ApprovalLifetime);
        Assert.Equal(PlanState.Lapsed, (await town.Plan()).State);
    }

    [Fact]
    public async Task AnUndoThatWasRecordedIsFinishedAfterTheRestartAndNotForgotten()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.Response.Undo(new PlanId("p1"), Town.Ann, "wrong", Town.Stop));
        Assert.Single(town.Elements.Held);
        await town.DieAndRecover();
        Assert.Empty(town.Elements.Held);
        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
    }

    /// <summary>A plan whose lease is in the journal and whose command never went out: the process ended in between.</summary>
    private static async Task Leased(Town town, string id, Prescribe.Measures.Measure measure)
    {
        town.Life.EndAtWrite(0, after: true);
        await Assert.ThrowsAsync<Life.ProcessEnded>(() => town.CarryOut(id, 1, $"i-{id}", measure));
        await town.Die();
    }

    /// <returns>True where the process ended on the way.</returns>
    private static async Task<bool> Tell(Town town, bool undo)
    {
        try
        {
            await town.CarryOut("p1", 1, "i1", Town.Deny(), Town.DenyWeb());
            if (undo) Assert.IsType<Verdict.Done>(await town.Response.Undo(new PlanId("p1"), Town.Ann, "wrong", Town.Stop));
            else await town.Pass(Town.Lease);
        }
        catch (Life.ProcessEnded)
        {
        }

        return town.Life.Over;
    }
}
