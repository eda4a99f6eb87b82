using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Tests.Optimisation.Deadlines;

public sealed class DeadlineTests
{
    [Fact]
    public void ItIsPastWhenItsTimeIsOver()
    {
        var clock = new StandingClock();
        var deadline = Deadline.In(TimeSpan.FromSeconds(2), clock);
        Assert.False(deadline.IsPast);
        Assert.Equal(TimeSpan.FromSeconds(2), deadline.Left);

        clock.Now = 2000;
        Assert.True(deadline.IsPast);
        clock.Now = 5000;
        Assert.Equal(TimeSpan.Zero, deadline.Left);
    }

    [Fact]
    public void APartLeavesTheRestToWhatComesAfter()
    {
        var clock = new StandingClock();
        var deadline = Deadline.In(TimeSpan.FromSeconds(2), clock);
        clock.Now = 1000;

        Assert.Equal(TimeSpan.FromMilliseconds(250), deadline.Part(0.25).Left);
        clock.Now = 9000;
        Assert.True(deadline.Part(0.25).IsPast);
    }

    [Fact]
    public void WithoutOneNothingIsTimed()
    {
        Assert.False(Deadline.None.IsPast);
        Assert.Null(Deadline.None.Part(0).Left);
        Assert.True(Deadline.None.Part(0.5).IsNone);
    }
}
