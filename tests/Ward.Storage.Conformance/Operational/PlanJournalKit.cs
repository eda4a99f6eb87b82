using Ward.City;
using Ward.Detect.Incidents;
using Ward.Govern.Mandates;
using Ward.Respond.Plans;
using Ward.Storage.Operational;

namespace Ward.Storage.Conformance.Operational;

/// <summary>What every plan journal keeps to.</summary>
public abstract class PlanJournalKit : IAsyncLifetime
{
    protected abstract IPlanJournal Journal { get; }

    /// <summary>As after the end of the process and a new start.</summary>
    protected abstract Task Restart();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsWrittenComesBackUnchangedAfterARestart()
    {
        var plan = Facts.Plan() with { NewTargets = 3, Until = Facts.Noon.AddHours(1) };
        await Journal.Write(plan, Stop);
        await Restart();
        var back = await Journal.Find(plan.Id, Stop);
        Assert.Equal(RecordJson.Write(plan), RecordJson.Write(back));
        Assert.Equal(plan.Prescription.Measures, back!.Prescription.Measures);
        Assert.Equal(plan.Actions.Take(2).Select(a => a.Target), back.Actions.Take(2).Select(a => a.Target));
    }

    [Fact]
    public async Task AnUnknownPlanIsNull() => Assert.Null(await Journal.Find(new PlanId("none"), Stop));

    [Fact]
    public async Task ALaterWriteReplacesTheState()
    {
        var plan = Facts.Plan();
        await Journal.Write(plan, Stop);
        await Journal.Write(plan.Then(PlanState.Rejected, Facts.Noon.AddMinutes(1)), Stop);
        Assert.Equal(PlanState.Rejected, (await Journal.Find(plan.Id, Stop))!.State);
        Assert.Empty(await Journal.Open(Facts.City, Stop));
    }

    [Theory]
    [InlineData(PlanState.Proposed, true)]
    [InlineData(PlanState.Approved, true)]
    [InlineData(PlanState.Leased, true)]
    [InlineData(PlanState.Applied, true)]
    [InlineData(PlanState.Verified, true)]
    [InlineData(PlanState.Shadowed, false)]
    [InlineData(PlanState.Advised, false)]
    [InlineData(PlanState.Refused, false)]
    [InlineData(PlanState.Superseded, false)]
    [InlineData(PlanState.Lapsed, false)]
    [InlineData(PlanState.Rejected, false)]
    [InlineData(PlanState.Expired, false)]
    [InlineData(PlanState.RolledBack, false)]
    [InlineData(PlanState.Failed, false)]
    public async Task OnlyPlansThatWaitOrMayBeInForceAreOpen(PlanState state, bool open)
    {
        await Journal.Write(Facts.Plan(state: state), Stop);
        Assert.Equal(open, (await Journal.Open(Facts.City, Stop)).Count == 1);
    }

    [Fact]
    public async Task PlansOfAnotherCityAreNotSeen()
    {
        await Journal.Write(Facts.Plan("a"), Stop);
        await Journal.Write(Facts.Plan("b", city: new CityId("other")), Stop);
        Assert.Equal(["a"], (await Journal.Open(Facts.City, Stop)).Select(p => p.Id.Value));
        Assert.Equal(["a"], (await Journal.Latest(Facts.City, 10, Stop)).Select(p => p.Id.Value));
        Assert.Empty(await Journal.OfIncident(new CityId("third"), new IncidentId("i1"), Stop));
    }

    [Fact]
    public async Task TheLatestAreNewestFirstAndLimited()
    {
        for (var i = 0; i < 5; i++) await Journal.Write(Facts.Plan($"p{i}", at: Facts.Noon.AddMinutes(i)), Stop);
        Assert.Equal(["p4", "p3", "p2"], (await Journal.Latest(Facts.City, 3, Stop)).Select(p => p.Id.Value));
    }

    [Fact]
    public async Task PlansOfAnIncidentComeInOrderOfRevision()
    {
        await Journal.Write(Facts.Plan("second", revision: 2), Stop);
        await Journal.Write(Facts.Plan("first", revision: 1), Stop);
        await Journal.Write(Facts.Plan("other", incident: "i2"), Stop);
        Assert.Equal(["first", "second"], (await Journal.OfIncident(Facts.City, new IncidentId("i1"), Stop)).Select(p => p.Id.Value));
    }

    [Fact]
    public async Task TargetsCountOnceFromTheMomentOfTheLease()
    {
        var plan = Facts.Plan() with { NewTargets = 3 };
        var leased = plan.Then(PlanState.Approved, Facts.Noon.AddMinutes(5)).Then(PlanState.Leased, Facts.Noon.AddMinutes(5));
        await Journal.Write(plan, Stop);
        Assert.Equal(0, await Journal.TargetsSince(Facts.City, new MandateId("m1"), Facts.Noon, Stop));
        await Journal.Write(leased, Stop);
        await Journal.Write(leased.Then(PlanState.Applied, Facts.Noon.AddMinutes(6)), Stop);
        Assert.Equal(3, await Journal.TargetsSince(Facts.City, new MandateId("m1"), Facts.Noon, Stop));
        Assert.Equal(0, await Journal.TargetsSince(Facts.City, new MandateId("m1"), Facts.Noon.AddMinutes(7), Stop));
        Assert.Equal(0, await Journal.TargetsSince(Facts.City, new MandateId("m2"), Facts.Noon, Stop));
        Assert.Equal([new SpentTargets(new MandateId("m1"), Facts.Noon.AddMinutes(5), 3)], await Journal.SpentSince(Facts.City, Facts.Noon, Stop));
    }

    [Fact]
    public async Task HoldingBackSurvivesARestartAndIsOfOneCity()
    {
        Assert.False(await Journal.HeldBack(Facts.City, Stop));
        await Journal.HoldBack(Facts.City, true, Stop);
        await Restart();
        Assert.True(await Journal.HeldBack(Facts.City, Stop));
        Assert.False(await Journal.HeldBack(new CityId("other"), Stop));
        await Journal.HoldBack(Facts.City, false, Stop);
        Assert.False(await Journal.HeldBack(Facts.City, Stop));
    }

    [Fact]
    public async Task SeveralPlansAreWrittenInOneStep()
    {
        var old = Facts.Plan("old");
        await Journal.Write(old, Stop);
        await Journal.Write([old.Then(PlanState.Superseded, Facts.Noon), Facts.Plan("new", revision: 2)], Stop);
        Assert.Equal(["new"], (await Journal.Open(Facts.City, Stop)).Select(p => p.Id.Value));
    }

    [Fact]
    public async Task ManyWritersAtOnceAllGetThrough()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Journal.Write(Facts.Plan($"p{i}"), Stop)));
        await Restart();
        Assert.Equal(200, (await Journal.Open(Facts.City, Stop)).Count);
    }
}
