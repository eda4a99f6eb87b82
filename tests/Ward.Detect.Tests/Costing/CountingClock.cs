namespace Ward.Detect.Tests.Costing;

/// <summary>A clock of which each look costs one tick, so that time counts evaluations.</summary>
internal sealed class CountingClock : TimeProvider
{
    private long now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => now++;
}
