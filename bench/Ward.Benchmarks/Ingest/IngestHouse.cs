using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Detect;
using Ward.Detect.Baselines;
using Ward.Detect.Incidents;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Feeds;
using Ward.Storage.Embedded;
using Ward.Storage.Embedded.Events;

namespace Ward.Benchmarks.Ingest;

/// <summary>The first chapters as the server puts them together: sockets, journal on disk, event store on disk, and rules and baseline where wanted; incidents are settled untold.</summary>
internal sealed class IngestHouse : IAsyncDisposable
{
    private static readonly CityId City = new("bench");
    private readonly CancellationTokenSource end = new();
    private readonly string folder = Directory.CreateTempSubdirectory("ward-bench-ingest-").FullName;
    private readonly JournalLog journal;
    private readonly Ingestion ingestion;
    private readonly StoreWriter writer;
    private readonly Task[] running;
    private readonly RuleSet? rules;
    private long weighed, weighedOffset;

    /// <param name="rules">What detection looks for; null leaves detection out.</param>
    public IngestHouse(IReadOnlyList<LineFiles> lines, FeedKind kind, RuleSet? rules)
    {
        this.rules = rules;
        var ports = Ports(kind, lines.Count);
        Feeds = [.. lines.Select((l, i) => l.Feed(kind, ports[i]))];
        journal = new JournalLog(new JournalOptions { Folder = Path.Combine(folder, "journal") });
        Store = DuckDbEventStore.Open(City, new EventStoreOptions { Folder = Path.Combine(folder, "events") }, TimeProvider.System, NullLogger.Instance);
        var options = new IngestOptions();
        ingestion = new Ingestion(City, Feeds, journal, 0, _ => null, options, TimeProvider.System, NullLogger.Instance);
        writer = new StoreWriter(Feeds, journal, Store, _ => null, options, TimeProvider.System, NullLogger.Instance);
        running = [Task.Run(() => ingestion.RunFeeds(end.Token)), Task.Run(() => writer.Run(end.Token)), Task.Run(Forget), rules is null ? Task.CompletedTask : Task.Run(() => Weigh(rules))];
    }

    public IReadOnlyList<FeedOptions> Feeds { get; }

    public DuckDbEventStore Store { get; }

    public StoreWriterStatus Status => writer.Status;

    /// <summary>Events that detection has seen.</summary>
    public long Weighed => Volatile.Read(ref weighed);

    /// <summary>Lines that are in the journal.</summary>
    public long Received => ingestion.Feeds.Sum(f => f.Received);

    public long NotUnderstood => ingestion.Feeds.Sum(f => f.NotUnderstood);

    public long Dropped => ingestion.Feeds.Sum(f => f.Dropped);

    /// <summary>Until every feed listens.</summary>
    public async Task Listening()
    {
        foreach (var feed in Feeds.Where(f => f.Kind == FeedKind.SyslogTcp))
        {
            while (true)
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await probe.ConnectAsync(feed.Listen!);
                    break;
                }
                catch (SocketException)
                {
                    await Task.Delay(50);
                }
            }
        }

        if (Feeds[0].Kind == FeedKind.SyslogUdp) await Task.Delay(1000);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Store.DisposeAsync();
        await journal.DisposeAsync();
        end.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Weigh(RuleSet rules)
    {
        var detection = new Detection(new RuleEngine(rules), [new SignInBaseline(new SignInOptions())], new IncidentJoiner(City, new JoinOptions(), _ => null),
            new NoSnapshots(), City, TimeProvider.System, new DetectionOptions(), NullLogger<Detection>.Instance);
        await foreach (var incident in detection.Weigh(Seen(ingestion.Listen(end.Token)), end.Token)) detection.Settle(incident);
    }

    private async IAsyncEnumerable<Event> Seen(IAsyncEnumerable<Event> events)
    {
        await foreach (var e in events)
        {
            var offset = e.Offset;
            yield return e;
            Volatile.Write(ref weighedOffset, offset);
            Volatile.Write(ref weighed, weighed + 1);
        }
    }

    // As the server does, and oftener, so that the disk is not filled by a long overload.
    private async Task Forget()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await timer.WaitForNextTickAsync(end.Token)) ingestion.Forget(rules is not null ? Math.Min(Store.Durable, Volatile.Read(ref weighedOffset)) : Store.Durable);
    }

    private static int[] Ports(FeedKind kind, int count)
    {
        var sockets = Enumerable.Range(0, count).Select(_ => kind == FeedKind.SyslogTcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)).ToList();
        foreach (var socket in sockets) socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var ports = sockets.Select(s => ((IPEndPoint)s.LocalEndPoint!).Port).ToArray();
        foreach (var socket in sockets) socket.Dispose();
        return ports;
    }

    private sealed class NoSnapshots : IDetectionSnapshots
    {
        public Task<DetectionSnapshot?> Load(CityId city, CancellationToken stop) => Task.FromResult<DetectionSnapshot?>(null);

        public Task Save(DetectionSnapshot snapshot, CancellationToken stop) => Task.CompletedTask;
    }
}
