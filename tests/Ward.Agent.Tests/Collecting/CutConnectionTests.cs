using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.Agent.Tests.Rigs;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Lab;
using Ward.Respond.Dialogue;

namespace Ward.Agent.Tests.Collecting;

/// <summary>A real agent and the server's first chapter, with a line between them that breaks.</summary>
public sealed class CutConnectionTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly Server server = new();
    private readonly string log;
    private Func<long> budget = () => long.MaxValue;

    public CutConnectionTests()
    {
        log = folder.At("app.log");
        File.WriteAllText(log, "");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A handshake takes about 4 kB: some cuts fall into it, some into the question, most into the answer.</summary>
    [Fact]
    public async Task WhereverTheConnectionIsCutNothingIsLostAndNothingDoubled()
    {
        var port = RunningAgent.FreePort();
        using var relay = Relay.Cutting(port, () => budget());
        using var agent = RunningAgent.Start(null, folder.At("agent"), port, "--collect", "login", "--follow", log);
        await server.Enrol(agent);
        // From here on the server knows the agent by the line that breaks.
        var known = Assert.Single(server.Registry.Agents);
        server.Registry.Add(known with { Address = relay.Address });
        var (stream, after, written) = ("", 0L, 0);
        List<string> taken = [];

        await Gen.Int[0, 20_000].Array[12].SampleAsync(async cuts =>
        {
            var next = 0;
            budget = () => next < cuts.Length ? cuts[next++] : long.MaxValue;
            // With connections of its own: the last one of the round before is never cut.
            using var collection = new AgentCollection(server.Registry, server.Authority, TimeProvider.System);
            while (next < cuts.Length)
            {
                for (var i = 0; i < 15; i++) await File.AppendAllTextAsync(log, $"line {written++} {new string('z', 400)}\n", Stop);
                await Ask(TimeSpan.Zero);
            }

            for (var i = 0; i < 200 && taken.Count < written; i++) await Ask(TimeSpan.FromMilliseconds(300));
            Assert.Equal(Enumerable.Range(0, written).Select(i => $"line {i}"), taken);

            // As a feed asks: what is durable moves the number, and an answer that did not come whole does not.
            async Task Ask(TimeSpan wait)
            {
                ReadOnlyMemory<byte> answer;
                try { answer = await collection.Take(relay.Address.Authority, stream, after, 40, wait, Stop); }
                catch (IOException) { return; }
                var lines = System.Text.Encoding.UTF8.GetString(answer.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
                stream = lines[0].GetProperty("stream").GetString()!;
                foreach (var line in lines[1..])
                {
                    Assert.True(line.GetProperty("seq").GetInt64() > after);
                    after = line.GetProperty("seq").GetInt64();
                    if (line.GetProperty("source").GetString() == "file") taken.Add(string.Join(' ', line.GetProperty("line").GetString()!.Split(' ')[..2]));
                }
            }
        }, iter: 6, threads: 1);
    }

    [Fact]
    public async Task AServerThatWasAwayForLongIsToldHowMuchItMissed()
    {
        const int Lines = 24_000;
        var port = RunningAgent.FreePort();
        using var agent = RunningAgent.Start(null, folder.At("agent"), port, "--collect", "login", "--follow", log, "--spool-bytes", $"{16 << 20}");
        await server.Enrol(agent);
        using var collection = new AgentCollection(server.Registry, server.Authority, TimeProvider.System);
        var journal = new List<Arrival>();
        var kept = new KeptJournal(journal);
        var feed = new FeedOptions(new FeedId("gate"), FeedKind.Agent, null, null, "ward-agent", null, []) { Agent = $"127.0.0.1:{port}" };

        // The server has seen the first line, and is away while the bound is passed half over.
        await File.AppendAllTextAsync(log, "first\n", Stop);
        await Pull(() => kept.Lines.Any(a => TextOf(a) == "first"));
        await using (var file = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)))
            for (var i = 0; i < Lines; i++) await file.WriteLineAsync($"{i:d6} {new string('w', 1000)}");
        var spool = folder.At("agent", "spool");
        await Until(() => Directory.GetFiles(spool).Length > 0 && !File.ReadAllText(log).EndsWith("first\n", StringComparison.Ordinal) && Size(spool) > 12 << 20 && Settled(spool));
        Assert.InRange(Size(spool), 1, (16 << 20) + (2 << 20));

        var status = await Pull(() => kept.Lines.Count > 0 && TextOf(kept.Lines[^1])?.StartsWith($"{Lines - 1:d6}", StringComparison.Ordinal) == true);
        var came = kept.Lines.Select(TextOf).OfType<string>().Where(t => t.Length > 100).ToList();
        // What came is whole, in order, and the newest; what did not come is the number by which the feed's count grew.
        Assert.Equal(Enumerable.Range(Lines - came.Count, came.Count), came.Select(t => int.Parse(t.AsSpan(0, 6), System.Globalization.CultureInfo.InvariantCulture)));
        var told = kept.Lines.Select(a => JsonDocument.Parse(a.Line).RootElement).Where(l => l.GetProperty("source").GetString() == "agent")
            .Select(l => l.GetProperty("line")).Where(l => l.GetProperty("event").GetString() == "lost").ToList();
        Assert.NotEmpty(told);
        Assert.All(told, t => Assert.Equal("oldest first", t.GetProperty("policy").GetString()));
        Assert.InRange(status.Dropped, Lines - came.Count, Lines - came.Count + 100);

        async Task<FeedStatus> Pull(Func<bool> holds)
        {
            using var life = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var ingestion = new Ingestion(new CityId("c"), [feed], kept, 0, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance, collection);
            var feeds = ingestion.RunFeeds(life.Token);
            await Until(holds);
            await life.CancelAsync();
            await feeds.ContinueWith(_ => { }, TaskScheduler.Default);
            return ingestion.Feeds[0];
        }
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    private static long Size(string spool) => Directory.GetFiles(spool).Sum(f => new FileInfo(f) is { Exists: true } file ? file.Length : 0);

    private static bool Settled(string spool)
    {
        var before = Newest(spool);
        Thread.Sleep(1500);
        return Newest(spool) == before;
    }

    private static DateTime Newest(string spool) => Directory.GetFiles(spool).Max(File.GetLastWriteTimeUtc);

    private static string? TextOf(Arrival arrival) =>
        JsonDocument.Parse(arrival.Line).RootElement.GetProperty("line") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 600 && !holds(); i++) await Task.Delay(100, Stop);
        Assert.True(holds());
    }
}
