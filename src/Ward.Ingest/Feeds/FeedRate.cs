namespace Ward.Ingest.Feeds;

/// <summary>Lines a second over the last minute. Thread-safe.</summary>
internal sealed class FeedRate
{
    /// <summary>Seconds over which the mean is taken.</summary>
    public const int Window = 60;

    private readonly Lock gate = new();
    private readonly (long Second, long Lines)[] ring = new (long, long)[Window];

    public void Add(long lines, DateTimeOffset at)
    {
        var second = at.ToUnixTimeSeconds();
        lock (gate)
        {
            ref var slot = ref ring[second % Window];
            slot = slot.Second == second ? (second, slot.Lines + lines) : (second, lines);
        }
    }

    public double PerSecond(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var lines = 0L;
        lock (gate)
            foreach (var slot in ring)
                if (slot.Second > second - Window && slot.Second <= second) lines += slot.Lines;
        return (double)lines / Window;
    }
}
