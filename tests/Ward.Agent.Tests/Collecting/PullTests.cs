using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Agent.Tests.Rigs;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Lab;
using Ward.Respond.Dialogue;

namespace Ward.Agent.Tests.Collecting;

/// <summary>A real agent, enrolled on loopback, and the server's first chapter over mutual TLS; either side is killed.</summary>
public sealed class PullTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly Server server = new();
    private readonly AgentCollection collection;
    private readonly string log;

    public PullTests()
    {
        collection = new(server.Registry, server.Authority, TimeProvider.System);
        log = folder.At("app.log");
        File.WriteAllText(log, "");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KillsOfBothSidesLoseNothingAndDoubleNothing()
    {
        var port = RunningAgent.FreePort();
        var agent = Start(port);
        await server.Enrol(agent);
        var journal = new List<Arrival>();
        var written = 0;
        for (var round = 0; round < 4; round++)
        {
            using var life = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            // A new ingestion over the same journal is what a killed and restarted server is.
            var kept = new KeptJournal(journal);
            var feed = new FeedOptions(new FeedId("gate"), FeedKind.Agent, null, null, "ward-agent", null, []) { Agent = $"127.0.0.1:{port}" };
            var feeds = new Ingestion(new CityId("c"), [feed], kept, 0, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance, collection).RunFeeds(life.Token);
            for (var i = 0; i < 50; i++) await File.AppendAllTextAsync(log, $"line {written++}\n", Stop);
            if (round % 2 == 0) await Until(() => Texts(kept.Lines).Count >= written - 20);
            agent.Kill();
            agent.Dispose();
            for (var i = 0; i < 10; i++) await File.AppendAllTextAsync(log, $"line {written++}\n", Stop);
            if (round < 3) await life.CancelAsync();
            agent = Start(port);
            if (round == 3)
            {
                await Until(() => Texts(kept.Lines).Count >= written);
                await life.CancelAsync();
            }
            await feeds.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        agent.Dispose();
        Assert.Equal(Enumerable.Range(0, written).Select(i => $"line {i}"), Texts(journal));
        Assert.All(journal, a => Assert.Equal(Assurance.Authenticated, a.Assurance));
    }

    [Fact]
    public async Task WhoeverIsNotEnrolledOrDoesNotCollectIsNamedAsTrouble()
    {
        var missing = await Assert.ThrowsAsync<IOException>(() => collection.Take("nobody", "", 0, 1, TimeSpan.Zero, Stop));
        Assert.Contains("nobody", missing.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        collection.Dispose();
        server.Dispose();
        folder.Dispose();
    }

    private RunningAgent Start(int port) => RunningAgent.Start(null, folder.At("agent"), port, "--collect", "login", "--follow", log);

    private static List<string> Texts(IEnumerable<Arrival> arrivals) =>
        [.. arrivals.Select(a => JsonDocument.Parse(a.Line).RootElement).Where(l => l.GetProperty("source").GetString() == "file").Select(l => l.GetProperty("line").GetString()!)];

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 600 && !holds(); i++) await Task.Delay(100, Stop);
        Assert.True(holds());
    }
}
