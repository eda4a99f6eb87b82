namespace Ward.Prescribe.Optimisation.Deadlines;

/// <summary>
/// When a search must have come to its end, by a clock that is given. Where there is none, only counted work ends a search, and a replay repeats; where one
/// strikes, the answer depends on the machine, and says so. Immutable and as thread-safe as its clock.
/// </summary>
public sealed class Deadline
{
    private readonly TimeProvider? time;
    private readonly long end;

    private Deadline(TimeProvider? time, long end) => (this.time, this.end) = (time, end);

    /// <summary>No deadline: nothing is timed.</summary>
    public static Deadline None { get; } = new(null, 0);

    public bool IsNone => time is null;

    public bool IsPast => time is not null && time.GetTimestamp() >= end;

    /// <summary>What is left, at least zero; null where there is no deadline.</summary>
    public TimeSpan? Left => time is null ? null : time.GetElapsedTime(Math.Min(time.GetTimestamp(), end), end);

    /// <param name="span">From now, by the clock's monotonic time.</param>
    public static Deadline In(TimeSpan span, TimeProvider time) => new(time, time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency));

    /// <summary>An earlier one that leaves the rest of the time to what comes after.</summary>
    /// <param name="share">Of what is left now, 0..1.</param>
    public Deadline Part(double share)
    {
        if (time is null) return this;
        var now = Math.Min(time.GetTimestamp(), end);
        return new(time, now + (long)((end - now) * share));
    }
}
