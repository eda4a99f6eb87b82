namespace Ward.Ingest.Feeds;

/// <summary>
/// At most so many lines in a second, with one second's worth at once. A batch may overdraw it; the next one then waits until the debt is paid,
/// so that a batch is never split and what is owed is bounded by one batch a sender. Thread-safe.
/// </summary>
internal sealed class FeedPace(int linesPerSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private double left = linesPerSecond;
    private long at = time.GetTimestamp();

    /// <summary>How long until lines are taken again; zero where they are taken now.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate) return Owed(Refill());
        }
    }

    /// <summary>Takes that many lines where none are owed; false leaves it as it was.</summary>
    public bool TryTake(int lines)
    {
        lock (gate)
        {
            if (Refill() < 1) return false;
            left -= lines;
            return true;
        }
    }

    /// <summary>Takes that many lines, and completes when none are owed any more.</summary>
    public Task Take(int lines, CancellationToken stop)
    {
        TimeSpan wait;
        lock (gate)
        {
            left = Refill() - lines;
            wait = left >= 0 ? TimeSpan.Zero : Owed(left);
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, stop) : Task.CompletedTask;
    }

    private double Refill()
    {
        var now = time.GetTimestamp();
        left = Math.Min(linesPerSecond, left + (time.GetElapsedTime(at, now).TotalSeconds * linesPerSecond));
        at = now;
        return left;
    }

    private TimeSpan Owed(double have) => have >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - have) / linesPerSecond);
}
