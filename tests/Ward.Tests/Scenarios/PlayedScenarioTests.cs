using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Configuration;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Learn;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Replays;
using Ward.Respond;
using Ward.Respond.Approvals;
using Ward.Respond.Plans;
using Ward.Scenarios;
using Ward.Storage.Embedded;

namespace Ward.Tests.Scenarios;

/// <summary>The recorded days, played through every chapter with real stores; and what becomes of them when a chapter is missing.</summary>
public sealed class PlayedScenarioTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("atlanta-2018")]
    [InlineData("benign-day")]
    public async Task ARecordedDayEndsAsExpected(string name) => Assert.Empty((await Play(name, chapters => chapters)).Misses);

    [Fact]
    public async Task OnTheBenignDayNothingIsDone()
    {
        var run = await Play("benign-day", chapters => chapters);

        Assert.True(run.Lines > 1000);
        Assert.Equal(0, run.Actions);
    }

    public static TheoryData<string> Missing => ["ingest", "detect", "predict", "prescribe", "respond", "learn"];

    [Theory, MemberData(nameof(Missing))]
    public async Task WithoutAChapterTheAttackIsNotStopped(string chapter)
    {
        var run = await Play("atlanta-2018", chapters => chapter switch
        {
            "ingest" => chapters with { Ingest = new Nothing() },
            "detect" => chapters with { Detect = new Nothing() },
            "predict" => chapters with { Predict = new Nothing() },
            "prescribe" => chapters with { Prescribe = new Nothing() },
            "respond" => chapters with { Respond = new Nothing() },
            _ => chapters with { Learn = new Nothing() },
        });

        Assert.NotEmpty(run.Misses);
    }

    private static async Task<ScenarioRun> Play(string name, Func<Chapters, Chapters> with)
    {
        var scenario = Assert.IsType<ScenarioReading.Read>(ScenarioReader.Read(Path.Combine(Repository.Root, "scenarios", name))).Scenario;
        var folder = Directory.CreateTempSubdirectory("ward-scenario-").FullName;
        try
        {
            await using var store = SqliteStore.Open(folder);
            await using var journal = new JournalLog(new JournalOptions { Folder = Path.Combine(folder, "journal") });
            return await ScenarioPlayer.Play(scenario, ShippedContent.Rules(scenario.RuleFolders),
                new Stores(store.Snapshots, store.Plans, store.AfterActions, store.Audit), journal, NullLoggerFactory.Instance, with, Stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A chapter that does nothing, in each of the six shapes.</summary>
    private sealed class Nothing : IIngest, IDetect, IPredict, IPrescribe, IRespond, ILearn
    {
        public IReadOnlyList<FeedStatus> Feeds => [];

        public bool HeldBack => false;

        public IAsyncEnumerable<Event> Listen(CancellationToken stop) => Empty<Event>();

        public async IAsyncEnumerable<Incident> Weigh(IAsyncEnumerable<Event> events, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            await foreach (var _ in events.WithCancellation(stop))
            {
            }

            yield break;
        }

        public void Settle(Incident incident)
        {
        }

        public Forecast Foresee(Incident incident) => new(incident.Id, incident.Revision, incident.City, "", incident.Updated, [], []);

        public Forecast LookAhead(Forecast forecast) => forecast;

        public Task<Incident> Believed(Incident incident, CancellationToken stop) => Task.FromResult(incident);

        public IAsyncEnumerable<Incident> Again(CityId city, Func<string> version, CancellationToken stop) => Empty<Incident>();

        public Prescription Choose(Incident incident, Forecast forecast, CancellationToken stop) =>
            new(new PrescriptionId($"none-{incident.Id}-{incident.Revision}"), incident.Id, incident.Revision, incident.City, "", "", incident.Updated, [], false, Cost.None, [], [],
                new Proof(ProofStatus.NothingNeeded, 0, 0, "none", true, []), [], [], "");

        public Task<Outcome> CarryOut(Prescription prescription, CancellationToken stop) =>
            Task.FromResult(new Outcome(prescription.City, prescription.Incident, prescription.Revision, new PlanId(prescription.Id.Value), PlanState.Shadowed, prescription.At, ""));

        public IAsyncEnumerable<Outcome> Outcomes(CancellationToken stop) => Empty<Outcome>();

        public Task<Verdict> Approve(PlanId plan, string hash, Person by, CancellationToken stop) => Refuse();

        public Task<Verdict> Reject(PlanId plan, Person by, string reason, CancellationToken stop) => Refuse();

        public Task<Verdict> Undo(PlanId plan, Person by, string reason, CancellationToken stop) => Refuse();

        public Task<Verdict> StepDone(PlanId plan, int step, Person by, string note, CancellationToken stop) => Refuse();

        public Task<Verdict> ReleaseAll(Person by, string reason, CancellationToken stop) => Refuse();

        public Task<Verdict> Resume(Person by, string reason, CancellationToken stop) => Refuse();

        public Task<IReadOnlyList<Plan>> Plans(City.CityId city, int limit, CancellationToken stop) => Task.FromResult<IReadOnlyList<Plan>>([]);

        public Task<Plan?> Find(PlanId plan, CancellationToken stop) => Task.FromResult<Plan?>(null);

        public Task Remember(Incident incident, Forecast forecast, Prescription prescription, Outcome outcome, CancellationToken stop) => Task.CompletedTask;

        public Task Keep(Prescription prescription, CancellationToken stop) => Task.CompletedTask;

        public Task<KeptChoice?> Choice(City.CityId city, PrescriptionId prescription, CancellationToken stop) => Task.FromResult<KeptChoice?>(null);

        public Task Note(Outcome outcome, CancellationToken stop) => Task.CompletedTask;

        public Task<bool> Judge(City.CityId city, IncidentId incident, Judgement judgement, CancellationToken stop) => Task.FromResult(false);

        public Task<AfterActionRecord?> Recall(City.CityId city, IncidentId incident, CancellationToken stop) => Task.FromResult<AfterActionRecord?>(null);

        public Task<IReadOnlyList<AfterActionRecord>> Latest(City.CityId city, int limit, CancellationToken stop) => Task.FromResult<IReadOnlyList<AfterActionRecord>>([]);

        private static async IAsyncEnumerable<T> Empty<T>()
        {
            await Task.CompletedTask;
            yield break;
        }

        private static Task<Verdict> Refuse() => Task.FromResult<Verdict>(new Verdict.Refused("nobody is here"));
    }
}
