using Ward.Elements.Leases;
using Ward.Elements.Targets;

namespace Ward.Elements.Conformance;

/// <summary>What every driver must do on its real element. A new driver inherits this and brings a rig.</summary>
public abstract class ElementContract
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract IRig Make();

    [Fact]
    public async Task AnAppliedLeaseIsHeldAndTheRunningElementRefusesEveryKindOfTarget()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        foreach (var (target, i) in rig.Targets.Select((t, i) => (t, i)))
        {
            Assert.Equal(RunningState.Passes, await driver.CheckRunning(target, Stop));
            Done(await driver.Apply(Lease(rig, $"a{i}", target, 60), Stop));
            Assert.Equal(RunningState.Refuses, await driver.CheckRunning(target, Stop));
        }
        Assert.Equal(rig.Targets.Select((_, i) => $"a{i}").Order(), (await driver.Held(Stop))!.Order());
    }

    [Fact]
    public async Task ApplyingTwiceIsApplyingOnce()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        var lease = Lease(rig, "a", rig.Targets[0], 60);
        Done(await driver.Apply(lease, Stop));
        Done(await driver.Apply(lease, Stop));
        Assert.Equal(["a"], await driver.Held(Stop));
        Done(await driver.Release("a", Stop));
        Assert.Equal(RunningState.Passes, await driver.CheckRunning(rig.Targets[0], Stop));
    }

    [Fact]
    public async Task ReleasingTwiceIsReleasingOnce()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        Done(await driver.Apply(Lease(rig, "a", rig.Targets[0], 60), Stop));
        Done(await driver.Release("a", Stop));
        Done(await driver.Release("a", Stop));
        Done(await driver.Release("never known", Stop));
        Assert.Empty((await driver.Held(Stop))!);
    }

    [Fact]
    public async Task TheReleaseOfOneOfTwoLeasesKeepsTheOther()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        foreach (var target in rig.Targets)
        {
            Done(await driver.Apply(Lease(rig, "short", target, 30), Stop));
            Done(await driver.Apply(Lease(rig, "long", target, 60), Stop));
            Done(await driver.Release("long", Stop));
            Assert.Equal(RunningState.Refuses, await driver.CheckRunning(target, Stop));
            Done(await driver.Release("short", Stop));
            Assert.Equal(RunningState.Passes, await driver.CheckRunning(target, Stop));
        }
    }

    [Fact]
    public async Task TheLaterEndOfTwoLeasesCounts()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        Done(await driver.Apply(Lease(rig, "long", rig.Targets[0], 60), Stop));
        Done(await driver.Apply(Lease(rig, "short", rig.Targets[0], 0.3), Stop));
        await Task.Delay(600, Stop);
        Done(await driver.Release("short", Stop));
        Assert.Equal(RunningState.Refuses, await driver.CheckRunning(rig.Targets[0], Stop));
    }

    [Fact]
    public async Task ALeaseEndsByItselfOrByItsRelease()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        Done(await driver.Apply(Lease(rig, "a", rig.Targets[0], 0.5), Stop));
        Assert.Equal(RunningState.Refuses, await driver.CheckRunning(rig.Targets[0], Stop));
        await Task.Delay(800, Stop);
        if (!driver.EndsByItself)
            Done(await driver.Release("a", Stop));
        Assert.Equal(RunningState.Passes, await driver.CheckRunning(rig.Targets[0], Stop));
    }

    [Fact]
    public async Task ReleaseAllEndsEverything()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        foreach (var (target, i) in rig.Targets.Select((t, i) => (t, i)))
            Done(await driver.Apply(Lease(rig, $"a{i}", target, 60), Stop));
        Done(await driver.ReleaseAll(Stop));
        Assert.Empty((await driver.Held(Stop))!);
        foreach (var target in rig.Targets)
            Assert.Equal(RunningState.Passes, await driver.CheckRunning(target, Stop));
    }

    [Fact]
    public async Task ARestartKeepsWhatIsLiveAndDropsWhatIsNot()
    {
        using var rig = Make();
        var kept = Lease(rig, "kept", rig.Targets[0], 60);
        using (var before = await Started(rig))
        {
            Done(await before.Apply(kept, Stop));
            Done(await before.Apply(Lease(rig, "forgotten", rig.Targets[1], 60), Stop));
        }
        using var after = rig.Open();
        Done(await after.Restore([kept], Stop));
        Assert.Equal(["kept"], await after.Held(Stop));
        Assert.Equal(RunningState.Passes, await after.CheckRunning(rig.Targets[1], Stop));
        Done(await after.Release("kept", Stop));
        Assert.Equal(RunningState.Passes, await after.CheckRunning(rig.Targets[0], Stop));
    }

    [Fact]
    public async Task WhatAnotherHandRemovedIsRepaired()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        Done(await driver.Apply(Lease(rig, "a", rig.Targets[0], 60), Stop));
        Assert.Null(await driver.Reconcile(Stop));
        rig.Wreck();
        Assert.NotNull(await driver.Reconcile(Stop));
        Assert.Equal(RunningState.Refuses, await driver.CheckRunning(rig.Targets[0], Stop));
        Assert.Null(await driver.Reconcile(Stop));
    }

    [Fact]
    public async Task ManyAtOnceAreAllHeld()
    {
        using var rig = Make();
        using var driver = await Started(rig);
        var leases = Enumerable.Range(1, 60).Select(i => Lease(rig, $"m{i}", new ElementTarget.Source(System.Net.IPNetwork.Parse($"198.51.100.{i}/32")), 60)).ToList();
        var reports = await Task.WhenAll(leases.Select(l => Task.Run(async () => await driver.Apply(l, Stop))));
        Assert.All(reports, r => Done(r));
        Assert.Equal(60, (await driver.Held(Stop))!.Count);
    }

    private protected static void Done(ElementReport report) => Assert.True(report is ElementReport.Done, report.ToString());

    private protected static Lease Lease(IRig rig, string id, ElementTarget target, double seconds)
    {
        var now = rig.Clock.Now;
        return rig.Clock.Stamp(new(id, "e", target, "{}", "", 1, now, now.AddSeconds(seconds), "", 0, false));
    }

    private protected static async Task<IElementDriver> Started(IRig rig)
    {
        var driver = rig.Open();
        Done(await driver.Restore([], Stop));
        return driver;
    }
}
