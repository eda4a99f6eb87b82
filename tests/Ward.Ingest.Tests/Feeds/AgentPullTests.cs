using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

public sealed class AgentPullTests : IAgentCollection, IAsyncDisposable
{
    private readonly MemoryJournal journal = new();
    private readonly List<(string Stream, long After)> asked = [];
    private readonly Queue<string> answers = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachQuestionAcknowledgesWhatIsDurableAndARestartAsksOn()
    {
        answers.Enqueue("{\"stream\":\"s\"}\n{\"seq\":1,\"a\":1}\n{\"seq\":2,\"a\":2}\n");
        answers.Enqueue("{\"stream\":\"s\"}\n{\"seq\":5,\"a\":5}\n");
        var status = await Run(lines: 3);
        Assert.Equal(["{\"seq\":1,\"a\":1}", "{\"seq\":2,\"a\":2}", "{\"seq\":5,\"a\":5}"], journal.Lines);
        Assert.Equal(["s:1", "s:2", "s:5"], journal.Kept.Select(a => a.Cursor));
        Assert.Equal([("", 0), ("s", 2), ("s", 5)], asked);
        // Numbers that never came were given up by the agent.
        Assert.Equal(2, status.Dropped);
        answers.Enqueue("{\"stream\":\"new\"}\n{\"seq\":1,\"a\":6}\n");
        await Run(lines: 4);
        Assert.Equal([("s", 5), ("new", 1)], asked[3..5]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\n")]
    [InlineData("{\"stream\":\"\"}\n")]
    [InlineData("{\"stream\":\"a:b\"}\n")]
    [InlineData("{\"stream\":7}\n")]
    [InlineData("{\"stream\":\"s\"}\n{\"seq\":1}\n{\"seq\":1}\n")]
    [InlineData("{\"stream\":\"s\"}\n{\"seq\":2}\n{\"seq\":1}\n")]
    [InlineData("{\"stream\":\"s\"}\n{\"seq\":1}\n{\"seq\":2")]
    [InlineData("{\"stream\":\"s\"}\n{\"seq\":1}\n{\"seq\":2,\n")]
    [InlineData("{\"stream\":\"s\"}\n{\"seq\":\"1\"}\n")]
    [InlineData("{\"stream\":\"s\"}\n\n")]
    public async Task AnAnswerThatMakesNoSenseIsRefusedWholeAndTheNextIsTaken(string nonsense)
    {
        answers.Enqueue(nonsense);
        answers.Enqueue("{\"stream\":\"s\"}\n{\"seq\":3}\n");
        await Run(lines: 1);
        Assert.Equal(["{\"seq\":3}"], journal.Lines);
        Assert.Equal([("", 0), ("", 0)], asked[..2]);
    }

    [Fact]
    public void AnAgentFeedWithoutAWayToItsAgentIsRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(() => new Ingestion(new CityId("c"), [Feed], journal, 0, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance));
        Assert.Contains("gate", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    async Task<ReadOnlyMemory<byte>> IAgentCollection.Take(string agent, string stream, long after, int most, TimeSpan wait, CancellationToken stop)
    {
        asked.Add((stream, after));
        if (answers.TryDequeue(out var answer)) return Encoding.UTF8.GetBytes(answer);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        return default;
    }

    private static FeedOptions Feed { get; } = new(new FeedId("gate"), FeedKind.Agent, null, null, "ward-agent", null, []) { Agent = "gate" };

    private async Task<FeedStatus> Run(int lines)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var made = new Ingestion(new CityId("c"), [Feed], journal, 0, _ => null, new IngestOptions(), TimeProvider.System, NullLogger.Instance, this);
        var feeds = made.RunFeeds(life.Token);
        var before = asked.Count;
        await journal.Holds(lines);
        for (var i = 0; i < 100 && (answers.Count > 0 || asked.Count < before + 1 || asked[^1].After == 0); i++) await Task.Delay(50, Stop);
        await life.CancelAsync();
        await feeds.ContinueWith(_ => { }, TaskScheduler.Default);
        return made.Feeds[0];
    }
}
