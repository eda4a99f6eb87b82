using System.Threading.Channels;
using Ward.City;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Detect.Rules;
using Ward.Detect.Tests.Baselines;
using Ward.Ingest;

namespace Ward.Detect.Tests.DetectTests;

public class DetectionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task GuessingAndThenASuccessIsOneIncidentInOrder()
    {
        var bench = new Bench(new Bench.Memory());
        var incidents = await Weigh(bench, Attack());
        Assert.Single(incidents.Select(i => i.Id).Distinct());
        Assert.Equal(Enumerable.Range(1, incidents.Count), incidents.Select(i => i.Revision));
        Assert.Equal("Password guessing from 203.0.113.9 against bastion, then a successful sign-in as backup (4 repeats)", incidents[^1].Title);
        Assert.Equal(Severity.Critical, incidents[^1].Severity);
    }

    [Fact]
    public async Task ADetectorThatThrowsSkipsTheEventAndTheOthersGoOn()
    {
        var bench = new Bench(new Bench.Memory(), rules: new ThrowingRule());
        var incidents = await Weigh(bench, Attack());
        Assert.Equal(Meaning.Compromise, Assert.Single(incidents).Findings[0].Meaning);
        Assert.Equal(Attack().Count, bench.Detection.Status.DetectorErrors);
    }

    [Fact]
    public async Task ARestoreThatAnyPartRefusesStartsEverythingEmptyFromTheBeginning()
    {
        var memory = new Bench.Memory();
        await Weigh(new Bench(memory), Attack());
        var rules = new CountingRule();
        var pristine = Saved(rules);
        var bench = new Bench(memory, null, rules, new RefusingBaseline());
        Assert.Equal(0, await bench.Detection.LoadSnapshot(Stop));
        Assert.Equal(1, bench.Detection.Status.RestoresRefused);
        Assert.Equal(pristine, Saved(rules));
    }

    [Fact]
    public async Task APartThatRefusesPutsThoseBeforeItBackToEmpty()
    {
        var memory = new Bench.Memory();
        await Weigh(new Bench(memory, null, null, new RefusingBaseline()), Attack());
        var rules = new CountingRule();
        var bench = new Bench(memory, null, rules, new RefusingBaseline { Refuses = true });
        Assert.Equal(0, await bench.Detection.LoadSnapshot(Stop));
        Assert.Equal(Saved(new CountingRule()), Saved(rules));
    }

    [Fact]
    public async Task ATornSnapshotIsRefusedAndCounted()
    {
        var memory = new Bench.Memory();
        await Weigh(new Bench(memory), Attack());
        memory.Last = memory.Last! with { State = memory.Last.State[..^3] };
        var bench = new Bench(memory);
        Assert.Equal(0, await bench.Detection.LoadSnapshot(Stop));
        Assert.Equal(1, bench.Detection.Status.RestoresRefused);
    }

    [Fact]
    public async Task ASnapshotOfAnotherCityIsRefused()
    {
        var memory = new Bench.Memory();
        await Weigh(new Bench(memory), Attack());
        memory.Last = memory.Last! with { City = new CityId("elsewhere") };
        Assert.Equal(0, await new Bench(memory).Detection.LoadSnapshot(Stop));
    }

    [Fact]
    public async Task TheEndOfTheStreamIsSaved()
    {
        var memory = new Bench.Memory();
        await Weigh(new Bench(memory, new DetectionOptions()), Attack());
        Assert.Equal(((Attack().Count - 1) * 10) + 1, memory.Last!.NextOffset);
    }

    [Fact]
    public async Task EventsAlreadyInTheSnapshotAreNotWeighedAgain()
    {
        var memory = new Bench.Memory();
        await Weigh(new Bench(memory), Attack());
        var bench = new Bench(memory);
        await bench.Detection.LoadSnapshot(Stop);
        // A journal may begin earlier than asked.
        Assert.Empty(await Weigh(bench, Attack()));
        Assert.Equal(0, bench.Detection.Status.Events);
    }

    [Fact]
    public async Task ASnapshotIsTakenInSilence()
    {
        var memory = new Bench.Memory();
        var bench = new Bench(memory, new DetectionOptions { SnapshotEvery = TimeSpan.FromSeconds(15) });
        var lines = Channel.CreateBounded<SignInLine>(100);
        foreach (var line in Attack()) await lines.Writer.WriteAsync(line, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var reading = Collect(bench, bench.Detection.Weigh(Bench.Live(lines.Reader, stop.Token), stop.Token));
        await WeighedAll(bench, Attack().Count);
        Assert.Equal(0, memory.Saves);
        while (!memory.Saved.Task.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(16));
            await Task.WhenAny(memory.Saved.Task, Task.Delay(10, Stop));
        }

        Assert.Equal(bench.Detection.NextOffset, memory.Last!.NextOffset);
        lines.Writer.Complete();
        await reading;
        // Nothing new since: nothing to save at the end.
        Assert.Equal(1, memory.Saves);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, false)]
    public async Task AFloodIsNotSpentOnSaving(int secondsToSave, bool often)
    {
        var memory = new Bench.Memory();
        var bench = new Bench(memory, new DetectionOptions { SnapshotEvents = 1, SnapshotEvery = TimeSpan.FromHours(1) });
        memory.OnSave = () => bench.Time.Advance(TimeSpan.FromSeconds(secondsToSave));

        Assert.NotEmpty(await Weigh(bench, Attack()));

        // One, and one at the end: what the first took is not paid for while no time passes beside it.
        if (often) Assert.True(memory.Saves > 2);
        else Assert.Equal(2, memory.Saves);
        Assert.Equal(bench.Detection.NextOffset, memory.Last!.NextOffset);
    }

    [Fact]
    public async Task BeingToldToStopSavesWhatWasHandedOver()
    {
        var memory = new Bench.Memory();
        var bench = new Bench(memory, new DetectionOptions());
        var lines = Channel.CreateBounded<SignInLine>(100);
        foreach (var line in Attack()) await lines.Writer.WriteAsync(line, Stop);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var reading = Collect(bench, bench.Detection.Weigh(Bench.Live(lines.Reader, stop.Token), stop.Token));
        await WeighedAll(bench, Attack().Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(bench.Detection.NextOffset, memory.Last!.NextOffset);
    }

    [Fact]
    public async Task AnIncidentInHandIsInNoSnapshot()
    {
        var memory = new Bench.Memory();
        var bench = new Bench(memory, new DetectionOptions { SnapshotEvents = 1 });
        await foreach (var incident in bench.Detection.Weigh(Bench.Replay(Attack(), 0, Stop), Stop))
        {
            Assert.True(memory.Last!.NextOffset <= incident.Findings[^1].Offset);
            break;
        }

        Assert.True(memory.Last!.NextOffset <= 30);
    }

    [Fact]
    public async Task AStoreThatFailsCostsSnapshotsAndNoIncidents()
    {
        var memory = new Bench.Memory { Broken = true };
        var bench = new Bench(memory);
        Assert.NotEmpty(await Weigh(bench, Attack()));
        Assert.Equal(memory.Saves, bench.Detection.Status.SnapshotFailures);
        Assert.InRange(memory.Saves, 1, Attack().Count / 2);
    }

    [Fact]
    public async Task TwoStreamsAtOnceAreRefused()
    {
        var bench = new Bench(new Bench.Memory());
        await using var first = bench.Detection.Weigh(Bench.Replay(Attack(), 0, Stop), Stop).GetAsyncEnumerator(Stop);
        await first.MoveNextAsync();
        await using var second = bench.Detection.Weigh(Bench.Replay(Attack(), 0, Stop), Stop).GetAsyncEnumerator(Stop);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await second.MoveNextAsync());
    }

    [Fact]
    public async Task ALateEventIsCounted()
    {
        var at = BenignMonth.Start;
        var bench = new Bench(new Bench.Memory());
        await Weigh(bench, [new SignInLine(at.AddHours(1), "a", "10.0.0.1", true), new SignInLine(at, "b", "10.0.0.2", true) { Received = at.AddHours(1) }]);
        Assert.Equal(1, bench.Detection.Status.Late);
    }

    [Fact]
    public async Task AFindingWithAnUnbelievableTimeIsJudgedByReceipt()
    {
        var received = BenignMonth.Start;
        var bench = new Bench(new Bench.Memory());
        var lines = Enumerable.Range(0, 5).Select(i => new SignInLine(received.AddYears(3), "x", "203.0.113.9", false) { Received = received.AddSeconds(i) });
        var incidents = await Weigh(bench, [.. lines]);
        Assert.All(incidents.SelectMany(i => i.Findings), f => Assert.InRange(f.Time, received, received.AddMinutes(1)));
        Assert.Equal(5, bench.Detection.Status.WrongClock);
    }

    [Fact]
    public async Task ASnapshotWaitsForTheStoryOfEveryIncident()
    {
        var memory = new Bench.Memory();
        var bench = new Bench(memory);
        await foreach (var _ in bench.Detection.Weigh(Bench.Replay(Attack(), 0, Stop), Stop))
        {
            // Taken, and never settled: its story is not told.
        }

        Assert.True(memory.Last is null || memory.Last.NextOffset <= 60, "nothing was saved past the incident");
    }

    [Fact]
    public async Task SmallSignsOfDifferentRulesTogetherAreAnIncidentOfTheirOwnOnceAlsoOverARestart()
    {
        var lines = Enumerable.Range(0, 9).Select(i => new SignInLine(BenignMonth.Start.AddSeconds(60 * i), "user", $"203.0.113.{i}", false)).ToList();
        var whole = await Weigh(new Bench(new Bench.Memory(), null, new QuietRules()), lines);
        var told = Assert.Single(whole, i => i.Findings.Any(f => f.Detector == "risk:entity"));
        Assert.StartsWith("Many small signs about the host", told.Findings[^1].Title, StringComparison.Ordinal);

        var memory = new Bench.Memory();
        var first = await Weigh(new Bench(memory, null, new QuietRules()), lines[..2]);
        var second = new Bench(memory, null, new QuietRules());
        Assert.Equal(11, await second.Detection.LoadSnapshot(Stop));
        Assert.Equal(1, second.Detection.Status.Risk.Entities);
        var rest = await Weigh(second, lines);
        Assert.Equal(Ids(whole), Ids([.. first, .. rest]));
        Assert.Equal(1, second.Detection.Status.Risk.Told);

        static List<(string, int)> Ids(List<Incident> incidents) => [.. incidents.Select(i => (i.Id.Value, i.Revision))];
    }

    private static List<SignInLine> Attack() =>
    [
        .. Enumerable.Range(0, 8).Select(i => new SignInLine(BenignMonth.Start.AddSeconds(3 * i), $"user{i % 3}", "203.0.113.9", false)),
        new SignInLine(BenignMonth.Start.AddSeconds(30), "backup", "203.0.113.9", true),
    ];

    private static Task<List<Incident>> Weigh(Bench bench, IReadOnlyList<SignInLine> lines) =>
        Collect(bench, bench.Detection.Weigh(Bench.Replay(lines, 0, Stop), Stop));

    private static async Task<List<Incident>> Collect(Bench bench, IAsyncEnumerable<Incident> incidents)
    {
        var all = new List<Incident>();
        await foreach (var incident in incidents)
        {
            all.Add(incident);
            bench.Detection.Settle(incident);
        }

        return all;
    }

    private static async Task WeighedAll(Bench bench, int events)
    {
        while (bench.Detection.NextOffset <= (events - 1) * 10) await Task.Delay(5, Stop);
        // The loop is now asking for the next event, or about to.
        await Task.Delay(20, Stop);
    }

    private static byte[] Saved(CountingRule rule)
    {
        using var state = new MemoryStream();
        rule.Save(state);
        return state.ToArray();
    }

    private sealed class ThrowingRule : IRuleEngine
    {
        public void Evaluate(Event e, ICollection<Finding> findings)
        {
            findings.Add(null!);
            throw new InvalidOperationException("A rule with a fault.");
        }

        public void Save(Stream state) => state.WriteByte(0);

        public bool TryRestore(Stream state) => true;
    }

    private sealed class RefusingBaseline : IBaseline
    {
        private bool fresh = true;

        public bool Refuses { get; init; }

        public void Observe(Event e, ICollection<Finding> findings) => fresh = false;

        public void Save(Stream state) => state.WriteByte(fresh ? (byte)0 : (byte)1);

        public bool TryRestore(Stream state) => !Refuses || state.ReadByte() == 0;
    }
}
