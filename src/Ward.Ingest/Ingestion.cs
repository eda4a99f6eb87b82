using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Ingest.Decoders;
using Ward.Ingest.Feeds;
using Ward.Ingest.Feeds.Netflow;
using Ward.Ingest.Feeds.Posted;
using Ward.Ingest.Journal;

namespace Ward.Ingest;

/// <summary>
/// The first chapter over one journal: <see cref="RunFeeds"/> brings lines in, <see cref="Listen"/> brings events out; the journal stands between,
/// so either may stop without loss. Run each once at a time. Members are safe to call from different threads.
/// </summary>
public sealed class Ingestion : IIngest, ILineIntake
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1), LongestRetry = TimeSpan.FromSeconds(30), SaveEvery = TimeSpan.FromSeconds(10);
    private readonly IJournal journal;
    private readonly long startOffset;
    private readonly Func<IPAddress, AssetId?> assetAt;
    private readonly IngestOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly IAgentCollection? agents;
    private readonly Dictionary<FeedId, FeedInlet> inlets = [];
    private readonly PostedIntake intake;
    private volatile FeedCursors? cursors;

    /// <param name="startOffset">Where <see cref="Listen"/> begins: the offset after the last event in the detection snapshot, 0 for everything kept.</param>
    /// <param name="assetAt">The asset that has an address; asked about verified senders only.</param>
    /// <param name="agents">The way to the enrolled agents; needed where a feed is of kind Agent.</param>
    /// <exception cref="ArgumentException">An option or a feed is not valid; the message says which and why.</exception>
    public Ingestion(
        CityId city,
        IReadOnlyList<FeedOptions> feeds,
        IJournal journal,
        long startOffset,
        Func<IPAddress, AssetId?> assetAt,
        IngestOptions options,
        TimeProvider time,
        ILogger logger,
        IAgentCollection? agents = null)
    {
        this.agents = agents;
        options.Check();
        (this.journal, this.startOffset, this.assetAt, this.options, this.time, this.logger) = (journal, startOffset, assetAt, options, time, logger);
        foreach (var feed in feeds)
        {
            Check(feed);
            if (!inlets.TryAdd(feed.Id, new FeedInlet(city, new FeedMeter(feed, logger), journal, time)))
                throw new ArgumentException($"Feed {feed.Id} is named twice.", nameof(feeds));
        }

        intake = new PostedIntake(inlets, options);
    }

    /// <inheritdoc />
    public IReadOnlyList<FeedStatus> Feeds => [.. inlets.Values.Select(i => i.Meter.Status(time.GetUtcNow()))];

    /// <inheritdoc />
    public Task<IntakeReceipt> Accept(FeedId feed, PostedFormat format, Stream body, Assurance assurance, IPAddress? sender, CancellationToken stop) =>
        intake.Accept(feed, format, body, assurance, sender, stop);

    /// <summary>Runs every feed but the posted ones until stopped, then completes. A feed that fails shows its trouble and is tried again, by itself.</summary>
    public async Task RunFeeds(CancellationToken stop)
    {
        var known = await Cursors(stop).ConfigureAwait(false);
        var running = inlets.Values.Where(i => i.Feed.Kind != FeedKind.Http).Select(i => Keep(i, known, stop)).Append(SaveCursors(known, stop)).ToArray();
        await Task.WhenAll(running).ConfigureAwait(false);
        known.Save();
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Event> Listen([EnumeratorCancellation] CancellationToken stop)
    {
        var known = await Cursors(stop).ConfigureAwait(false);
        var normaliser = new Normaliser(inlets.Values.Select(i => i.Meter), assetAt, options, logger);
        await foreach (var arrival in journal.ReadFrom(startOffset, stop).ConfigureAwait(false))
        {
            known.Note(arrival);
            yield return normaliser.Read(arrival);
        }
    }

    /// <summary>Lets the journal forget arrivals before the offset, once the feeds' positions no longer need them. Call it with an offset that no snapshot will ask for again.</summary>
    public void Forget(long before)
    {
        if (cursors is not { } known || !known.Save()) return;
        journal.TruncateBefore(Math.Min(before, known.UpTo));
    }

    private IOutsideClient? Outside(FeedKind kind) => options.Outside.FirstOrDefault(o => o.Kind == kind);

    private void Check(FeedOptions feed)
    {
        if (feed.Kind == FeedKind.Agent && (string.IsNullOrEmpty(feed.Agent) || agents is null)) throw new ArgumentException($"Feed {feed.Id}: an agent feed needs an agent, and a way to it.");
        if (!DecoderSet.TryMake(feed.Decoder, out _))
            throw new ArgumentException($"Feed {feed.Id}: there is no decoder '{feed.Decoder}'; there are {string.Join(", ", DecoderSet.Names)}.");
        if (feed.Rate < 1) throw new ArgumentException($"Feed {feed.Id}: the rate is {feed.Rate}; it must be at least 1 line in a second.");
        var lacks = feed.Kind switch
        {
            FeedKind.File or FeedKind.Folder or FeedKind.Pcap when string.IsNullOrEmpty(feed.Path) => "a path",
            FeedKind.SyslogUdp or FeedKind.SyslogTcp or FeedKind.SyslogTls or FeedKind.Netflow when feed.Listen is null => "an address and port to listen on",
            FeedKind.SyslogTls when feed.Tls is null => "a certificate",
            FeedKind.Mqtt or FeedKind.Kafka when feed.Broker is null or { Topics.Count: 0 } => "a broker with topics",
            FeedKind.Kafka when Outside(feed.Kind) is null => "a client that this program does not carry",
            FeedKind.Live when string.IsNullOrEmpty(feed.Interface) => "an interface",
            _ => null,
        };
        if (lacks is not null) throw new ArgumentException($"Feed {feed.Id}: a feed of this kind needs {lacks}.");
    }

    private async Task<FeedCursors> Cursors(CancellationToken stop)
    {
        if (cursors is { } known) return known;
        var found = await FeedCursors.Recover(options.CursorFile, journal, logger, stop).ConfigureAwait(false);
        return Interlocked.CompareExchange(ref cursors, found, null) ?? found;
    }

    private async Task Keep(FeedInlet inlet, FeedCursors known, CancellationToken stop)
    {
        IFeed feed = inlet.Feed.Kind switch
        {
            FeedKind.File => new FileFollow(inlet, known, options, logger),
            FeedKind.SyslogUdp => new SyslogUdp(inlet, options),
            FeedKind.SyslogTcp => new SyslogTcp(inlet, options),
            FeedKind.Folder => new FolderFollow(inlet, known, options),
            FeedKind.Mqtt => new MqttSubscribe(inlet, options),
            FeedKind.Kafka => new OutsideFeed(inlet, known, options, Outside(FeedKind.Kafka)!),
            FeedKind.Netflow => new NetflowUdp(inlet, options),
            FeedKind.SyslogTls => new SyslogTcp(inlet, options, new TlsDoor(inlet.Feed.Tls!)),
            FeedKind.Pcap => new PcapFile(inlet, known, options),
            FeedKind.Live => new PacketInterface(inlet, options),
            FeedKind.Agent => new AgentPull(inlet, known, agents!, options),
            _ => throw new InvalidOperationException($"{inlet.Feed.Kind} is not a feed that runs."),
        };
        for (var wait = FirstRetry; !stop.IsCancellationRequested; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestRetry.Ticks)))
        {
            var begun = time.GetTimestamp();
            try
            {
                await feed.Run(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                inlet.Meter.Trouble(e is SocketException ? $"{inlet.Feed.Listen}: {e.Message}" : e.Message);
                if (e is not (IOException or SocketException or UnauthorizedAccessException)) logger.Failed(inlet.Feed.Id, e);
            }

            // What had run well for a while is tried again at once, not as one that never works.
            if (time.GetElapsedTime(begun) > LongestRetry) wait = FirstRetry;
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SaveCursors(FeedCursors known, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(SaveEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false)) known.Save();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Saved once more by the caller.
        }
    }
}
