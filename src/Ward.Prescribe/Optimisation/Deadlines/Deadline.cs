namespace Ward.Prescribe.Optimisation.Deadlines;

/// <summary>
/// When a search must have come to its end: by a clock that is given, or when it is told to stop. Where there is neither, only counted work ends a search, and a replay repeats; where one
/// strikes, the answer depends on the machine, and says so. Immutable and as thread-safe as its clock.
/// </summary>
public sealed class Deadline
{
    private readonly TimeProvider? time;
    private readonly long end;
    private readonly CancellationToken stop;

    private Deadline(TimeProvider? time, long end, CancellationToken stop) => (this.time, this.end, this.stop) = (time, end, stop);

    /// <summary>No deadline: nothing is timed.</summary>
    public static Deadline None { get; } = new(null, 0, default);

    public bool IsNone => time is null;

    public bool IsPast => stop.IsCancellationRequested || (time is not null && time.GetTimestamp() >= end);

    /// <summary>What is left, at least zero; null where there is no clock.</summary>
    public TimeSpan? Left => stop.IsCancellationRequested ? TimeSpan.Zero : time is null ? null : time.GetElapsedTime(Math.Min(time.GetTimestamp(), end), end);

    /// <param name="span">From now, by the clock's monotonic time.</param>
    public static Deadline In(TimeSpan span, TimeProvider time) => new(time, time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency), default);

    /// <summary>The same, past as soon as it is told to stop.</summary>
    public Deadline Until(CancellationToken stop) => new(time, end, stop);

    /// <summary>An earlier one that leaves the rest of the time to what comes after.</summary>
    /// <param name="share">Of what is left now, 0..1.</param>
    public Deadline Part(double share)
    {
        if (time is null) return this;
        var now = Math.Min(time.GetTimestamp(), end);
        return new(time, now + (long)((end - now) * share), stop);
    }
}
