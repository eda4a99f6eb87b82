using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Prescribe.Replays;
using Ward.Respond.Plans;
using Ward.Storage.Operational;

namespace Ward.Storage.Conformance.Operational;

/// <summary>What every after-action store keeps to.</summary>
public abstract class AfterActionStoreKit : IAsyncLifetime
{
    protected abstract IAfterActionStore Store { get; }

    protected abstract Task Restart();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static IncidentId Incident { get; } = new("i1");

    [Fact]
    public async Task ARecordComesBackUnchangedAfterARestart()
    {
        var record = Facts.Record(outcomes: [Facts.Outcome()]);
        await Store.Upsert(record, Stop);
        await Restart();
        var back = await Store.Find(Facts.City, Incident, Stop);
        Assert.Equal(RecordJson.Write(record), RecordJson.Write(back));
    }

    [Fact]
    public async Task WhatAPrescriptionWasChosenFromComesBackUnchangedAfterARestart()
    {
        var choice = new KeptChoice(Facts.Prescription(), Facts.Ground());
        await Store.Keep(choice, Stop);
        await Restart();
        var back = await Store.Choice(Facts.City, new("p1"), Stop);
        Assert.Equal(RecordJson.Write(choice), RecordJson.Write(back));
        Assert.Equal(2, back!.Ground.Settings.Kinds.Count);
        Assert.Null(await Store.Choice(Facts.City, new("p2"), Stop));
        Assert.Null(await Store.Choice(new CityId("other"), new("p1"), Stop));
    }

    [Fact]
    public async Task ThePrescriptionThatIsKeptTwiceIsTheOneThatWasCarriedOut()
    {
        await Store.Keep(new(Facts.Prescription(), Facts.Ground()), Stop);
        await Store.Keep(new(Facts.Prescription(), Facts.Ground() with { At = Facts.Noon.AddHours(1) }), Stop);
        Assert.Equal(Facts.Noon, (await Store.Choice(Facts.City, new("p1"), Stop))!.Ground.At);
    }

    /// <summary>Whoever attacks makes as many revisions of an incident as he likes.</summary>
    [Fact]
    public async Task OfOneIncidentTheNewestChoicesStayAndOfThoseWithoutMeasuresTheLast()
    {
        await Store.Keep(new(Facts.Prescription("other", "i2"), Facts.Ground()), Stop);
        for (var n = 1; n <= 25; n++) await Store.Keep(new(Facts.Prescription($"p{n}", revision: n), Facts.Ground()), Stop);
        Assert.Null(await Store.Choice(Facts.City, new("p5"), Stop));
        Assert.NotNull(await Store.Choice(Facts.City, new("p6"), Stop));

        await Store.Keep(new(Facts.Prescription("p26", revision: 26) with { Measures = [] }, Facts.Ground()), Stop);
        Assert.NotNull(await Store.Choice(Facts.City, new("p26"), Stop));
        await Store.Keep(new(Facts.Prescription("p27", revision: 27) with { Measures = [] }, Facts.Ground()), Stop);
        Assert.Null(await Store.Choice(Facts.City, new("p26"), Stop));
        foreach (var id in new[] { "p8", "p25", "p27", "other" }) Assert.NotNull(await Store.Choice(Facts.City, new(id), Stop));
    }

    [Fact]
    public async Task WhatANewerWardKeptIsNotReadAsIfItWereKnown()
    {
        await Store.Keep(new(Facts.Prescription(), Facts.Ground() with { Form = ChoiceGround.Present + 1 }), Stop);
        Assert.Contains("newer Ward", (await Assert.ThrowsAsync<IOException>(() => Store.Choice(Facts.City, new("p1"), Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewerRevisionReplacesAnOlderAndKeepsItsOutcomes()
    {
        await Store.Upsert(Facts.Record(outcomes: [Facts.Outcome(PlanState.Proposed)]), Stop);
        await Store.Upsert(Facts.Record(revision: 2, outcomes: [Facts.Outcome(PlanState.Applied, 2, plan: "p2")]), Stop);
        var back = (await Store.Find(Facts.City, Incident, Stop))!;
        Assert.Equal(2, back.Incident.Revision);
        Assert.Equal("p2", back.Prescription.Id.Value);
        Assert.Equal([PlanState.Proposed, PlanState.Applied], back.Outcomes.Select(o => o.State));
    }

    [Fact]
    public async Task AnOlderRevisionThatComesLateReplacesNothing()
    {
        await Store.Upsert(Facts.Record(revision: 2), Stop);
        await Store.Upsert(Facts.Record(outcomes: [Facts.Outcome()]), Stop);
        var back = (await Store.Find(Facts.City, Incident, Stop))!;
        Assert.Equal(2, back.Incident.Revision);
        Assert.Single(back.Outcomes);
    }

    [Fact]
    public async Task TheSameOutcomeTwiceIsOne()
    {
        await Store.Upsert(Facts.Record(outcomes: [Facts.Outcome()]), Stop);
        await Store.Add(Facts.Outcome(), Stop);
        await Store.Add(Facts.Outcome(PlanState.Verified, 1), Stop);
        Assert.Equal(2, (await Store.Find(Facts.City, Incident, Stop))!.Outcomes.Count);
    }

    [Fact]
    public async Task AnOutcomeThatComesBeforeItsIncidentIsNotLost()
    {
        await Store.Add(Facts.Outcome(PlanState.Verified, 1), Stop);
        Assert.Null(await Store.Find(Facts.City, Incident, Stop));
        await Store.Upsert(Facts.Record(outcomes: [Facts.Outcome()]), Stop);
        Assert.Equal([PlanState.Applied, PlanState.Verified], (await Store.Find(Facts.City, Incident, Stop))!.Outcomes.Select(o => o.State));
    }

    [Fact]
    public async Task AJudgementOfAnUnknownIncidentIsRefused()
    {
        var judgement = new Judgement(JudgementKind.FalsePositive, "ann", Facts.Noon, "backup job");
        Assert.False(await Store.Add(Facts.City, Incident, judgement, Stop));
        await Store.Upsert(Facts.Record(), Stop);
        Assert.False(await Store.Add(new CityId("other"), Incident, judgement, Stop));
        Assert.True(await Store.Add(Facts.City, Incident, judgement, Stop));
        Assert.Equal([judgement], (await Store.Find(Facts.City, Incident, Stop))!.Judgements);
        Assert.Equal([judgement], await Store.Judgements(Facts.City, Incident, Stop));
        Assert.Empty(await Store.Judgements(new CityId("other"), Incident, Stop));
    }

    [Fact]
    public async Task TheLatestAreNewestFirstAndOfOneCity()
    {
        await Store.Upsert(Facts.Record("a", 1), Stop);
        await Store.Upsert(Facts.Record("b", 3), Stop);
        await Store.Upsert(Facts.Record("c", 2), Stop);
        await Store.Upsert(Facts.Record("d", 9, new CityId("other")), Stop);
        Assert.Equal(["b", "c"], (await Store.Latest(Facts.City, 2, Stop)).Select(r => r.Incident.Id.Value));
    }
}
