using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Feeds;

/// <summary>The counts of one feed. Thread-safe.</summary>
internal sealed class FeedMeter(FeedOptions feed, ILogger logger)
{
    private readonly long[] dropped = new long[Enum.GetValues<DropReason>().Length];
    private readonly FeedRate rate = new();
    private readonly MissedLines missed = new();
    private long received, understood, notUnderstood, refused, cut, clock, lastSeen, understoodBefore, notUnderstoodBefore;
    private volatile string? trouble;
    private volatile ConcurrentDictionary<string, Reader> readers = new(StringComparer.Ordinal);
    private Reader? lastReader;

    public FeedOptions Feed => feed;

    /// <summary>What of the lines calls itself OCSF and is none.</summary>
    public OcsfTally Ocsf { get; } = new();

    /// <summary>What became of the packets; kinds Pcap and Live only.</summary>
    public PacketCounts? Packets { get; set; }

    public void Received(int lines, DateTimeOffset at)
    {
        Interlocked.Add(ref received, lines);
        Interlocked.Exchange(ref lastSeen, at.UtcTicks);
        rate.Add(lines, at);
    }

    /// <summary>One line, and who read it. Called by the one pipeline that reads the journal.</summary>
    public void Understood(string decoder)
    {
        if (lastReader?.Name != decoder) lastReader = readers.GetOrAdd(decoder, static name => new Reader(name));
        Interlocked.Increment(ref lastReader.Lines);
        Interlocked.Increment(ref understood);
    }

    public void NotUnderstood(ReadOnlySpan<byte> line, DateTimeOffset at)
    {
        missed.Add(line, at);
        Interlocked.Increment(ref notUnderstood);
    }

    /// <summary>Another decoder reads from here: what was misread before says nothing about it. Called by the pipeline that reads the journal.</summary>
    public void Switched()
    {
        Interlocked.Exchange(ref understoodBefore, understood);
        Interlocked.Exchange(ref notUnderstoodBefore, notUnderstood);
        missed.Clear();
        readers = new(StringComparer.Ordinal);
        lastReader = null;
    }

    public void Dropped(DropReason why, long count = 1) => Interlocked.Add(ref dropped[(int)why], count);

    /// <summary>One posted body of which nothing was kept, and whose sender was told so.</summary>
    public void Refused() => Interlocked.Increment(ref refused);

    public void Cut() => Interlocked.Increment(ref cut);

    public void Clock() => Interlocked.Increment(ref clock);

    /// <summary>Says what is wrong now, or null that nothing is; logged when it changes.</summary>
    public void Trouble(string? now)
    {
        var before = trouble;
        trouble = now;
        if (now == before) return;
        if (now is null) logger.Recovered(feed.Id);
        else logger.Troubled(feed.Id, now);
    }

    /// <param name="now">The end of the minute over which the rate is taken; null is the last line's own time.</param>
    public FeedStatus Status(DateTimeOffset? now = null)
    {
        DateTimeOffset? seen = Interlocked.Read(ref lastSeen) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        List<DropCount> drops = [.. Enum.GetValues<DropReason>().Select(r => new DropCount(r, Interlocked.Read(ref dropped[(int)r]))).Where(d => d.Count > 0)];
        // The sums first, and counted last: what is counted is also among the readers and the lines that follow.
        var (read, unread) = (Interlocked.Read(ref understood), Interlocked.Read(ref notUnderstood));
        var samples = missed.Latest();
        return new FeedStatus(feed, Interlocked.Read(ref received), read, unread, drops.Sum(d => d.Count), Interlocked.Read(ref cut), seen, samples.Count > 0 ? samples[0].Text : null, trouble)
        {
            Packets = Packets,
            Ocsf = Ocsf.Counts,
            Clock = Interlocked.Read(ref clock),
            Drops = drops,
            Refused = Interlocked.Read(ref refused),
            PerSecond = (now ?? seen) is { } at ? rate.PerSecond(at) : 0,
            Samples = samples,
            UnderstoodNow = read - Interlocked.Read(ref understoodBefore),
            NotUnderstoodNow = unread - Interlocked.Read(ref notUnderstoodBefore),
            Decoders = [.. readers.Values.Select(r => new DecoderCount(r.Name, Interlocked.Read(ref r.Lines))).OrderByDescending(r => r.Lines).ThenBy(r => r.Decoder, StringComparer.Ordinal)],
        };
    }

    private sealed class Reader(string name)
    {
        public long Lines;

        public string Name => name;
    }
}
