using Ward.Elements.Leases;
using Ward.Elements.Targets;

namespace Ward.Elements.Conformance.Leases;

public sealed class LeaseClockTests
{
    private readonly TwoClocks time = new();

    [Fact]
    public void ALeaseEndsAtItsTime()
    {
        var clock = new LeaseClock(time, "b");
        var lease = Of(clock, 60);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(clock.IsOver(lease));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(clock.IsOver(lease));
    }

    [Fact]
    public void AClockSetBackDoesNotLengthenALease()
    {
        var clock = new LeaseClock(time, "b");
        var lease = Of(clock, 60);
        time.SetWall(TimeSpan.FromHours(-5));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(clock.IsOver(lease));
    }

    [Fact]
    public void AClockSetBackDoesNotLengthenALeaseAcrossARestart()
    {
        var lease = Of(new LeaseClock(time, "b"), 60);
        time.SetWall(TimeSpan.FromHours(-5));
        time.Advance(TimeSpan.FromSeconds(30));
        var restarted = new LeaseClock(time, "b");
        Assert.InRange(restarted.Left(lease), TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void AfterARebootWithTheClockSetBackALeaseLastsNoLongerThanItWasMadeFor()
    {
        var lease = Of(new LeaseClock(time, "before"), 60);
        time.SetWall(TimeSpan.FromHours(-5));
        var rebooted = new LeaseClock(time, "after");
        Assert.Equal(TimeSpan.FromSeconds(60), rebooted.Left(lease));
        var stamped = rebooted.Stamp(lease);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(rebooted.IsOver(stamped));
    }

    [Fact]
    public void AClockSetForwardEndsALease()
    {
        var clock = new LeaseClock(time, "b");
        var lease = Of(clock, 60);
        time.SetWall(TimeSpan.FromHours(5));
        Assert.True(clock.IsOver(lease));
    }

    private static Lease Of(LeaseClock clock, double seconds) => clock.Stamp(new(
        "a", "e", new ElementTarget.Source(System.Net.IPNetwork.Parse("10.0.0.1/32")), "{}", "", 1, clock.Now, clock.Now.AddSeconds(seconds), "", 0, false));

    /// <summary>A wall clock that can be set, and a monotonic one that cannot.</summary>
    private sealed class TwoClocks : TimeProvider
    {
        private DateTimeOffset wall = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        private long ticks = 1_000_000_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => wall;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan by)
        {
            wall += by;
            ticks += by.Ticks;
        }

        public void SetWall(TimeSpan by) => wall += by;
    }
}
