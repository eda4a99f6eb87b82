using System.Text;
using Confluent.Kafka;
using Ward.Ingest.Feeds;

namespace Ward.Feeds.Kafka.Tests;

/// <summary>Against the cluster that the client library brings along for tests: the protocol is real, the brokers are not.</summary>
public sealed class KafkaConsumerTests : IDisposable
{
    private readonly IProducer<Null, byte[]> producer;
    private readonly string servers;
    private readonly Lines kept = new();

    public KafkaConsumerTests()
    {
        var settings = new ProducerConfig { BootstrapServers = "unused:1" };
        settings.Set("test.mock.num.brokers", "2");
        producer = new ProducerBuilder<Null, byte[]>(settings).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        servers = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(20)).Brokers.Select(b => $"{b.Host}:{b.Port}"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMessageIsOneLine()
    {
        await Produce(0, 100);
        await using var running = Start();
        await kept.Holds(100);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"line {i}"), kept.All.Order(Numbers));
    }

    [Fact]
    public async Task AGroupGoesOnWhereItStood()
    {
        await Produce(0, 50);
        await using (Start()) await kept.Holds(50);
        kept.Positions.Clear();
        await Produce(50, 20);
        await using var again = Start();
        await kept.Holds(70);
        Assert.Equal(70, kept.All.Distinct().Count());
    }

    [Fact]
    public async Task WhereTheJournalKnowsMoreThanTheGroupNothingComesTwice()
    {
        await Produce(0, 50);
        await using (Start("one")) await kept.Holds(50);
        await Produce(50, 20);
        // A group that has committed nothing stands for one whose commit was lost.
        await using var again = Start("two");
        await kept.Holds(70);
        Assert.Equal(70, kept.All.Distinct().Count());
    }

    [Fact]
    public async Task WhatIsNotDurableIsNotCommitted()
    {
        kept.Full = true;
        await Produce(0, 30);
        await using (var running = Start()) await kept.Asked.WaitAsync(TimeSpan.FromSeconds(60), Stop);
        Assert.Empty(kept.All);
        kept.Full = false;
        await using var again = Start();
        await kept.Holds(30);
    }

    [Fact]
    public async Task AClusterThatIsNotThereIsTrouble()
    {
        await using var running = new Running(new FeedBroker("127.0.0.1:1", ["t"], "g"), kept);
        await kept.Until(() => kept.Said is not null);
        Assert.Contains("127.0.0.1:1", kept.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereItIsAskedForALineCarriesTheKeyAndTheHeadersToo()
    {
        using var keyed = new DependentProducerBuilder<byte[], byte[]>(producer.Handle).Build();
        await keyed.ProduceAsync(new TopicPartition("lines", 0), new Message<byte[], byte[]> { Key = "gate-7"u8.ToArray(), Value = "say \"hi\""u8.ToArray(), Headers = [new Header("site", "south"u8.ToArray()), new Header("site", "north"u8.ToArray()), new Header("raw", [0xff])] }, Stop);
        await keyed.ProduceAsync(new TopicPartition("lines", 0), new Message<byte[], byte[]> { Value = [0xfe, 0xff] }, Stop);
        await using var running = new Running(new FeedBroker(servers, ["lines"], "g") { Envelope = true }, kept);
        await kept.Holds(2);
        Assert.Equal(
            ["""{"message":"say \"hi\"","kafka":{"topic":"lines","partition":0,"key":"gate-7","headers":{"site":"north","raw_base64":"/w=="}}}""", """{"message_base64":"/v8=","kafka":{"topic":"lines","partition":0}}"""],
            kept.All);
    }

    [Fact]
    public async Task AMissingFileIsSaidByItsName()
    {
        var said = await Assert.ThrowsAsync<IOException>(() => new KafkaConsumer().Run(
            new FeedOptions(new Ward.Ingest.FeedId("k"), FeedKind.Kafka, null, null, "auto", null, []) { Broker = new FeedBroker(servers, ["t"], "g") { Tls = true, Certificate = "/nowhere/ward.pem" } }, kept, Stop));
        Assert.Equal("the certificate /nowhere/ward.pem is missing", said.Message);
    }

    private Running Start(string group = "ward") => new(new FeedBroker(servers, ["lines"], group), kept);

    private async Task Produce(int from, int count)
    {
        for (var i = from; i < from + count; i++)
            await producer.ProduceAsync("lines", new Message<Null, byte[]> { Value = Encoding.UTF8.GetBytes($"line {i}") }, Stop);
    }

    private static Comparer<string> Numbers { get; } = Comparer<string>.Create((a, b) => int.Parse(a[5..], null).CompareTo(int.Parse(b[5..], null)));

    public void Dispose() => producer.Dispose();

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task running;

        public Running(FeedBroker broker, Lines into) =>
            running = new KafkaConsumer().Run(new FeedOptions(new Ward.Ingest.FeedId("k"), FeedKind.Kafka, null, null, "auto", null, []) { Broker = broker }, into, stop.Token);

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        }
    }

    private sealed class Lines : IOutsideLines
    {
        private readonly Lock gate = new();
        private readonly List<string> lines = [];
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Dictionary<string, string> Positions { get; } = [];

        IReadOnlyDictionary<string, string> IOutsideLines.Positions => Positions;

        public bool Full { get; set; }

        public Task Asked => asked.Task;

        public string? Said { get; private set; }

        public IReadOnlyList<string> All
        {
            get
            {
                lock (gate) return [.. lines];
            }
        }

        public async Task Keep(IReadOnlyList<OutsideLine> lines, CancellationToken stop)
        {
            asked.TrySetResult();
            if (Full) await Task.Delay(Timeout.Infinite, stop);
            lock (gate)
            {
                foreach (var line in lines)
                {
                    this.lines.Add(Encoding.UTF8.GetString(line.Line.Span));
                    Positions[line.Source] = line.Position;
                }
            }
        }

        public void Trouble(string? now) => Said = now ?? Said;

        public Task Holds(int count) => Until(() => All.Count >= count);

        public async Task Until(Func<bool> so)
        {
            for (var i = 0; i < 600; i++)
            {
                if (so()) return;
                await Task.Delay(100, Stop);
            }

            Assert.Fail($"it did not come to pass: {All.Count} lines, {Said}");
        }
    }
}
