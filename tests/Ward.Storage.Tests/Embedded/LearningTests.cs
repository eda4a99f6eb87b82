using Microsoft.Extensions.Logging.Abstractions;
using Ward.Detect.Incidents;
using Ward.Learn;
using Ward.Learn.Feedback;
using Ward.Respond;
using Ward.Respond.Plans;
using Ward.Storage.Conformance.Operational;

namespace Ward.Storage.Tests.Embedded;

/// <summary>Learning on the store that keeps what it learns.</summary>
public sealed class LearningTests : IAsyncLifetime
{
    private readonly SqliteFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Learning Learning => new(folder.Store.AfterActions, TimeProvider.System, NullLogger<Learning>.Instance);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => folder.DisposeAsync();

    [Fact]
    public async Task TheSameRevisionTwiceIsOneRecord()
    {
        for (var i = 0; i < 2; i++) await Learning.Remember(Facts.Incident(), Facts.Forecast(), Facts.Prescription(), Facts.Outcome(), Stop);
        var record = Assert.Single(await Learning.Latest(Facts.City, 10, Stop));
        Assert.Single(record.Outcomes);
    }

    [Fact]
    public async Task WhatHappenedBetweenTheJournalAndTheNoteIsCaughtUpAndNotDoubled()
    {
        var plan = Facts.Plan(state: PlanState.Approved).Then(PlanState.Leased, Facts.Noon).Then(PlanState.Applied, Facts.Noon.AddSeconds(1));
        await Learning.Remember(Facts.Incident(), Facts.Forecast(), Facts.Prescription(), Outcome.Of(plan), Stop);
        await Learning.CatchUp([plan], Stop);
        await Learning.CatchUp([plan], Stop);
        var record = (await Learning.Recall(Facts.City, new IncidentId("i1"), Stop))!;
        Assert.Equal([PlanState.Approved, PlanState.Leased, PlanState.Applied], record.Outcomes.Select(o => o.State).Order());
    }

    [Fact]
    public async Task AJudgementIsKeptWithItsIncident()
    {
        await Learning.Remember(Facts.Incident(), Facts.Forecast(), Facts.Prescription(), Facts.Outcome(), Stop);
        Assert.True(await Learning.Judge(Facts.City, new IncidentId("i1"), new Judgement(JudgementKind.TruePositive, "ann", Facts.Noon, "yes"), Stop));
        Assert.False(await Learning.Judge(Facts.City, new IncidentId("i2"), new Judgement(JudgementKind.TruePositive, "ann", Facts.Noon, "yes"), Stop));
        Assert.Single((await Learning.Recall(Facts.City, new IncidentId("i1"), Stop))!.Judgements);
    }

    [Fact]
    public async Task WhatAPersonCallsNothingIsNotBelievedUntilMoreIsFound()
    {
        var (incident, learning) = (Facts.Incident(), Learning);
        await learning.Remember(incident, Facts.Forecast(), Facts.Prescription(), Facts.Outcome(), Stop);
        Assert.Equal(incident.Findings, (await learning.Believed(incident, Stop)).Findings);

        Assert.True(await learning.Judge(Facts.City, incident.Id, new Judgement(JudgementKind.FalsePositive, "ann", Facts.Noon, ""), Stop));
        var later = incident.Findings[^1] with { Id = new("later"), Offset = incident.Findings.Max(f => f.Offset) + 1, Time = Facts.Noon.AddDays(-1) };
        Assert.Empty((await learning.Believed(incident, Stop)).Findings);
        Assert.Equal([later], (await learning.Believed(incident with { Findings = [.. incident.Findings, later] }, Stop)).Findings);

        Assert.True(await learning.Judge(Facts.City, incident.Id, new Judgement(JudgementKind.TruePositive, "ben", Facts.Noon.AddMinutes(1), ""), Stop));
        var again = await learning.Believed(incident, Stop);
        Assert.Equal((incident.Findings.Count, 2), (again.Findings.Count, again.Verdicts));
    }

    [Fact]
    public async Task AVerdictAndAnotherCityMakeAStoryBeToldAgain()
    {
        var (learning, version, time) = (Learning, "v1", TimeProvider.System.GetUtcNow());
        var open = Facts.Incident() with { Updated = time };
        await learning.Remember(open, Facts.Forecast(), Facts.Prescription(), Facts.Outcome(), Stop);
        await using var again = learning.Again(Facts.City, () => version, Stop).GetAsyncEnumerator(Stop);
        var next = again.MoveNextAsync().AsTask();
        version = "v2";
        Assert.True(await next);
        Assert.Equal(open.Id, again.Current.Id);

        next = again.MoveNextAsync().AsTask();
        Assert.True(await learning.Judge(Facts.City, open.Id, new Judgement(JudgementKind.Benign, "ann", Facts.Noon, ""), Stop));
        Assert.True(await next);
        Assert.Equal(open.Id, again.Current.Id);
    }
}
