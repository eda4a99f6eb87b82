using Ward.Ingest;

namespace Ward.Detect.Correlation;

/// <summary>
/// How far event time has come: the slowest of the feeds that are heard, less the lateness that is granted. A feed that is silent, or so far behind that its clock
/// must be wrong or its log old, does not hold the others up. Never goes back. Not thread-safe.
/// </summary>
internal sealed class Progress(RuleEngineOptions options)
{
    private const int MaxFeeds = 4096;
    private static readonly long Often = TimeSpan.TicksPerSecond;
    private readonly List<Heard> feeds = [];
    private Heard? last;
    private Heard? slowest;
    private long weighedAt = long.MinValue;

    /// <summary>One feed's progress.</summary>
    internal sealed class Heard
    {
        internal FeedId Feed;

        /// <summary>Newest event time, UTC ticks.</summary>
        internal long Newest;

        /// <summary>When it was last heard, UTC ticks.</summary>
        internal long Received;
    }

    /// <summary>No event before this is still expected, UTC ticks; <see cref="long.MinValue"/> where nothing was heard.</summary>
    internal long Watermark { get; private set; } = long.MinValue;

    /// <summary>Newest time of receipt, or of a clock that was passed, UTC ticks.</summary>
    internal long Now { get; private set; } = long.MinValue;

    internal void Observe(FeedId feed, long time, long received)
    {
        var heard = last is not null && last.Feed == feed ? last : last = Find(feed);
        heard.Newest = Math.Max(heard.Newest, time);
        heard.Received = Math.Max(heard.Received, received);
        Now = Math.Max(Now, received);
        if (ReferenceEquals(heard, slowest) || slowest is null || Now - weighedAt >= Often) Weigh();
    }

    /// <summary>Nothing came until now. True where the watermark moved.</summary>
    internal bool Pass(long now)
    {
        if (now <= Now || feeds.Count == 0) return false;
        Now = now;
        var was = Watermark;
        Weigh();
        if (slowest is null) Watermark = Math.Max(Watermark, now - options.Patience.Ticks - options.Lateness.Ticks);
        return Watermark != was;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Watermark);
        writer.Write(Now);
        writer.Write(weighedAt);
        writer.Write(slowest is null ? -1 : feeds.IndexOf(slowest));
        writer.Write(feeds.Count);
        foreach (var heard in feeds)
        {
            writer.Write(heard.Feed.Value);
            writer.Write(heard.Newest);
            writer.Write(heard.Received);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, without taking it over.</summary>
    internal static Progress Read(BinaryReader reader, RuleEngineOptions options)
    {
        var progress = new Progress(options) { Watermark = reader.ReadInt64(), Now = reader.ReadInt64(), weighedAt = reader.ReadInt64() };
        var slowestAt = reader.ReadInt32();
        for (var left = reader.ReadInt32(); left > 0; left--)
            progress.feeds.Add(new Heard { Feed = new FeedId(reader.ReadString()), Newest = reader.ReadInt64(), Received = reader.ReadInt64() });
        progress.slowest = slowestAt < 0 ? null : progress.feeds[slowestAt];
        return progress;
    }

    private void Weigh()
    {
        weighedAt = Now;
        slowest = null;
        var best = long.MinValue;
        foreach (var heard in feeds)
            if (IsHeard(heard)) best = Math.Max(best, heard.Newest);
        foreach (var heard in feeds)
            if (IsHeard(heard) && heard.Newest >= best - options.FeedLag.Ticks && (slowest is null || heard.Newest < slowest.Newest)) slowest = heard;
        if (slowest is not null) Watermark = Math.Max(Watermark, slowest.Newest - options.Lateness.Ticks);
    }

    private bool IsHeard(Heard heard) => heard.Received >= Now - options.Patience.Ticks;

    private Heard Find(FeedId feed)
    {
        foreach (var heard in feeds)
            if (heard.Feed == feed) return heard;
        if (feeds.Count == MaxFeeds) feeds.Remove(feeds.MinBy(f => f.Received)!);
        var added = new Heard { Feed = feed, Newest = long.MinValue, Received = long.MinValue };
        feeds.Add(added);
        slowest = null;
        return added;
    }
}
