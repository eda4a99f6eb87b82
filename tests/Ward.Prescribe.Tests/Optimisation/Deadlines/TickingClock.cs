namespace Ward.Prescribe.Tests.Optimisation.Deadlines;

/// <summary>A clock on which every look takes a millisecond: what is timed by it repeats exactly, and how often it was looked at is known.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long now;

    public override long TimestampFrequency => 1000;

    public long Looks => now;

    public override long GetTimestamp() => now++;
}
