namespace Ward.Prescribe.Tests.Optimisation.Deadlines;

/// <summary>A clock in milliseconds that stands still until it is set.</summary>
internal sealed class StandingClock : TimeProvider
{
    public long Now { get; set; }

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Now;
}
