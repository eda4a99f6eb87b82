namespace Ward.Scenarios;

/// <summary>The time of the lines that are being played; timers run in real time.</summary>
internal sealed class ScenarioClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Never backwards.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        var seen = Interlocked.Read(ref ticks);
        while (moment.UtcTicks > seen && Interlocked.CompareExchange(ref ticks, moment.UtcTicks, seen) is var other && other != seen) seen = other;
    }
}
