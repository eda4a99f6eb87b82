using Ward.Server.Application.Hunts;

namespace Ward.Server.Tests.Application.Hunts;

public sealed class LiveLoadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AHuntWaitsUntilNothingIsBehind()
    {
        var (looks, at) = (0, 0L);
        var load = new LiveLoad(() => (++looks < 5, at++), TimeProvider.System);

        await load.GiveWay(Stop);

        Assert.Equal((5, false), (looks, load.Waits));
    }

    [Fact]
    public async Task AWatchThatStandsStillIsNotWaitedForTwice()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var looks = 0;
        var load = new LiveLoad(() => (Interlocked.Increment(ref looks) > 0, 7), time);
        var waiting = load.GiveWay(Stop).AsTask();
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        var before = looks;
        await load.GiveWay(Stop);

        Assert.InRange(before, 100, 110);
        Assert.Equal(before + 1, looks);
    }
}
