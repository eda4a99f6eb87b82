using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Feeds;

/// <summary>The counts of one feed. Thread-safe.</summary>
internal sealed class FeedMeter(FeedOptions feed, ILogger logger)
{
    private const int SampleLength = 512;
    private long received, understood, notUnderstood, dropped, cut, clock, lastSeen;
    private byte[]? sample;
    private volatile string? trouble;
    private readonly ConcurrentDictionary<string, Reader> readers = new(StringComparer.Ordinal);
    private Reader? lastReader;

    public FeedOptions Feed => feed;

    /// <summary>What became of the packets; kinds Pcap and Live only.</summary>
    public PacketCounts? Packets { get; set; }

    public void Received(int lines, DateTimeOffset at)
    {
        Interlocked.Add(ref received, lines);
        Interlocked.Exchange(ref lastSeen, at.UtcTicks);
    }

    /// <summary>One line, and who read it. Called by the one pipeline that reads the journal.</summary>
    public void Understood(string decoder)
    {
        Interlocked.Increment(ref understood);
        if (lastReader?.Name != decoder) lastReader = readers.GetOrAdd(decoder, static name => new Reader(name));
        Interlocked.Increment(ref lastReader.Lines);
    }

    public void NotUnderstood(ReadOnlySpan<byte> line)
    {
        Interlocked.Increment(ref notUnderstood);
        Volatile.Write(ref sample, line[..Math.Min(line.Length, SampleLength)].ToArray());
    }

    public void Dropped(long lines = 1) => Interlocked.Add(ref dropped, lines);

    /// <summary>Items that their sender was told are not kept.</summary>
    public void Refused(int items) => Interlocked.Add(ref dropped, items);

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

    public FeedStatus Status()
    {
        var seen = Interlocked.Read(ref lastSeen);
        return new FeedStatus(feed, Interlocked.Read(ref received), Interlocked.Read(ref understood), Interlocked.Read(ref notUnderstood),
            Interlocked.Read(ref dropped), Interlocked.Read(ref cut), seen == 0 ? null : new DateTimeOffset(seen, TimeSpan.Zero),
            Volatile.Read(ref sample) is { } line ? Encoding.UTF8.GetString(line) : null, trouble)
        {
            Packets = Packets,
            Clock = Interlocked.Read(ref clock),
            Decoders = [.. readers.Values.Select(r => new DecoderCount(r.Name, Interlocked.Read(ref r.Lines))).OrderByDescending(r => r.Lines).ThenBy(r => r.Decoder, StringComparer.Ordinal)],
        };
    }

    private sealed class Reader(string name)
    {
        public long Lines;

        public string Name => name;
    }
}
