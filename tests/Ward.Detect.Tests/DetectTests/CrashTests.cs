using Ward.Detect.Incidents;
using Ward.Detect.Tests.Baselines;

namespace Ward.Detect.Tests.DetectTests;

public class CrashTests
{
    private static readonly List<SignInLine> Story = MakeStory();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task AKillAtAnyEventLosesAndDoublesNoIncident(int snapshotEvents)
    {
        var expected = await Uninterrupted();
        Assert.True(expected.Count >= 3);
        for (var kill = 0; kill <= Story.Count; kill++)
        {
            var memory = new Bench.Memory();
            var kept = new Dictionary<(IncidentId, int), string>();
            await Run(memory, snapshotEvents, kept, stopAtEvent: kill, stopAtIncident: int.MaxValue);
            await Run(memory, snapshotEvents, kept, int.MaxValue, int.MaxValue);
            Assert.Equal(expected, kept);
        }
    }

    [Fact]
    public async Task AKillWhileAnIncidentIsInHandGivesItAgain()
    {
        var expected = await Uninterrupted();
        for (var kill = 1; kill <= expected.Count; kill++)
        {
            var memory = new Bench.Memory();
            var kept = new Dictionary<(IncidentId, int), string>();
            // The incident in hand at the kill was not carried out: it does not count as kept.
            await Run(memory, 1, kept, int.MaxValue, stopAtIncident: kill);
            Assert.Equal(kill - 1, kept.Count);
            await Run(memory, 1, kept, int.MaxValue, int.MaxValue);
            Assert.Equal(expected, kept);
        }
    }

    private static async Task<Dictionary<(IncidentId, int), string>> Uninterrupted()
    {
        var kept = new Dictionary<(IncidentId, int), string>();
        await Run(new Bench.Memory(), 1000, kept, int.MaxValue, int.MaxValue);
        return kept;
    }

    private static async Task Run(
        Bench.Memory memory, int snapshotEvents, Dictionary<(IncidentId, int), string> kept, int stopAtEvent, int stopAtIncident)
    {
        var stop = TestContext.Current.CancellationToken;
        var detection = new Bench(memory, new DetectionOptions { SnapshotEvents = snapshotEvents }).Detection;
        var from = await detection.LoadSnapshot(stop);
        var incidents = 0;
        try
        {
            await foreach (var incident in detection.Weigh(UpTo(stopAtEvent, from), stop))
            {
                if (++incidents == stopAtIncident) return;
                var told = $"{incident.Title} {incident.Severity} {string.Join(',', incident.Findings.Select(f => f.Id))} {string.Join(',', incident.Entities)}";
                // What comes again after a crash must be the same to the letter.
                if (!kept.TryAdd((incident.Id, incident.Revision), told)) Assert.Equal(kept[(incident.Id, incident.Revision)], told);
                detection.Settle(incident);
            }
        }
        catch (Killed)
        {
        }
    }

    private static async IAsyncEnumerable<Ingest.Event> UpTo(int events, long from)
    {
        var builder = new Ingest.EventBuilder();
        for (var i = 0; i < Story.Count; i++)
        {
            if (i == events) throw new Killed();
            if (i * 10 >= from) yield return Story[i].On(builder, i * 10);
        }

        await Task.CompletedTask;
    }

    private static List<SignInLine> MakeStory()
    {
        var at = BenignMonth.Start;
        var lines = new List<SignInLine>();
        for (var i = 0; i < 10; i++) lines.Add(new SignInLine(at.AddSeconds(i * 4), $"user{i % 3}", "203.0.113.9", false));
        for (var i = 0; i < 8; i++) lines.Add(new SignInLine(at.AddSeconds(2 + (i * 9)), "root", "198.51.100.7", false));
        lines.Add(new SignInLine(at.AddSeconds(50), "backup", "203.0.113.9", true));
        for (var i = 0; i < 5; i++) lines.Add(new SignInLine(at.AddSeconds(100 + (i * 30)), "root", "198.51.100.7", false) { Asset = i > 2 ? "web" : "bastion" });
        for (var i = 0; i < 10; i++) lines.Add(new SignInLine(at.AddHours(3).AddSeconds(i), "mveber", "203.0.113.9", i > 7));
        return [.. lines.OrderBy(l => l.Time)];
    }

    private sealed class Killed : Exception;
}
