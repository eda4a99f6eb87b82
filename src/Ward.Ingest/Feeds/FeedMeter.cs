using System.Text;
using Microsoft.Extensions.Logging;

namespace Ward.Ingest.Feeds;

/// <summary>The counts of one feed. Thread-safe.</summary>
internal sealed class FeedMeter(FeedOptions feed, ILogger logger)
{
    private const int SampleLength = 512;
    private long received, understood, notUnderstood, dropped, cut, clock, lastSeen;
    private byte[]? sample;
    private volatile string? trouble;

    public FeedOptions Feed => feed;

    public void Received(int lines, DateTimeOffset at)
    {
        Interlocked.Add(ref received, lines);
        Interlocked.Exchange(ref lastSeen, at.UtcTicks);
    }

    public void Understood() => Interlocked.Increment(ref understood);

    public void NotUnderstood(ReadOnlySpan<byte> line)
    {
        Interlocked.Increment(ref notUnderstood);
        Volatile.Write(ref sample, line[..Math.Min(line.Length, SampleLength)].ToArray());
    }

    public void Dropped() => Interlocked.Increment(ref dropped);

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
            Clock = Interlocked.Read(ref clock),
        };
    }
}
