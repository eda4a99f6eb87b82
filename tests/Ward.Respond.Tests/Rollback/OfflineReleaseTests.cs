using Ward.City;
using Ward.Respond.Approvals;
using Ward.Respond.Leases;
using Ward.Respond.Plans;

namespace Ward.Respond.Tests.Rollback;

/// <summary>The kill switch that found no server, as the next server finds it.</summary>
public sealed class OfflineReleaseTests
{
    [Fact]
    public async Task AfterAReleaseWithoutTheServerActionStaysHeldBackUntilAnAdministratorResumesIt()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Die();
        town.Elements.ReleaseAll(new ElementId("fw"));
        town.Mark.Leave(new ReleasedOffline("otto", town.Now, "it is wrong"));
        await town.Response.Recover(Town.Stop);

        Assert.True(town.Response.HeldBack);
        Assert.Empty(town.Elements.Held);
        Assert.Equal(PlanState.RolledBack, (await town.Plan()).State);
        Assert.Contains("otto hold-back", await town.Acts());
        Assert.Contains("otto release-all", await town.Acts());
        Assert.Equal(PlanState.Shadowed, (await town.CarryOut("p2", 1, "i2")).State);

        await town.DieAndRecover();
        Assert.True(town.Response.HeldBack, "the journal holds it after the mark is gone");
        Assert.Null(town.Mark.Read());
        Assert.IsType<Verdict.Refused>(await town.Response.Resume(Town.Ann, "x", Town.Stop));
        Assert.IsType<Verdict.Done>(await town.Response.Resume(Town.Root, "looked at it", Town.Stop));
        await town.DieAndRecover();
        Assert.False(town.Response.HeldBack);
    }

    [Fact]
    public async Task NothingIsPutInForceBetweenTheStartAndTheFirstBeat()
    {
        await using var town = new Town();
        await town.Die();
        town.Mark.Leave(new ReleasedOffline("otto", town.Now, "it is wrong"));

        Assert.Equal(PlanState.Shadowed, (await town.Response.CarryOut(Town.Prescription("p1", 1, [Town.Deny()]), Town.Stop)).State);
    }

    [Fact]
    public async Task WhatTheSwitchCouldNotReachIsReleasedByTheServer()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        await town.Die();
        town.Mark.Leave(new ReleasedOffline("otto", town.Now, "it is wrong"));
        Assert.NotEmpty(town.Elements.Held);
        await town.Response.Recover(Town.Stop);

        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task AServerThatRunsButDidNotAnswerFindsTheMarkToo()
    {
        await using var town = new Town();
        await town.CarryOut("p1");
        town.Mark.Leave(new ReleasedOffline("otto", town.Now, "it hangs"));
        await town.Pass(TimeSpan.FromSeconds(1));

        Assert.True(town.Response.HeldBack);
        Assert.Empty(town.Elements.Held);
    }

    [Fact]
    public async Task AMarkThatCannotBeReadHoldsBackAllTheSame()
    {
        await using var town = new Town();
        await File.WriteAllTextAsync(Path.Combine(town.Folder, "released-offline.json"), "{ torn", Town.Stop);
        await town.DieAndRecover();

        Assert.True(town.Response.HeldBack);
        Assert.Null(town.Mark.Read());
    }
}
