using Ward.Agent.Serving;
using Ward.Standards.OpenC2;

namespace Ward.Agent.Tests.Serving;

public sealed class LeaseTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    [Fact]
    public void WithoutAnEndThereIsNoLease() => Assert.False(Read(new(null, null, null, null, null, []), out _));

    [Fact]
    public void WithoutArgumentsThereIsNoLease() => Assert.False(Read(null, out _));

    [Fact]
    public void WhereTheServersClockIsAheadTheDurationBoundsTheLease()
    {
        Assert.True(Read(new(null, Now.AddMinutes(40), TimeSpan.FromMinutes(10), null, null, []), out var until));
        Assert.Equal(Now.AddMinutes(10), until);
    }

    [Fact]
    public void WhereTheServersClockIsBehindTheStopTimeBoundsTheLease()
    {
        Assert.True(Read(new(null, Now.AddMinutes(3), TimeSpan.FromMinutes(10), null, null, []), out var until));
        Assert.Equal(Now.AddMinutes(3), until);
    }

    [Fact]
    public void AStartInThePastCountsFromThen()
    {
        Assert.True(Read(new(Now.AddMinutes(-5), null, TimeSpan.FromMinutes(10), null, null, []), out var until));
        Assert.Equal(Now.AddMinutes(5), until);
    }

    [Fact]
    public void NoLeaseIsLongerThanTheLongest() => Assert.False(Read(new(null, Now.AddMinutes(61), null, null, null, []), out _));

    [Fact]
    public void ADurationBeyondAnyClockIsRefused() => Assert.False(Read(new(null, null, TimeSpan.FromDays(2_000_000), null, null, []), out _));

    private static bool Read(OpenC2Args? args, out DateTimeOffset until) => LeaseTimes.TryRead(args, Now, Longest, out until, out _, out _);
}
