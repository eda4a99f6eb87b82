using System.Diagnostics;

namespace Ward.Respond.Tests.Plans;

public sealed class SpeedTests(ITestOutputHelper output)
{
    /// <summary>From the prescription to the command on its way, with the durable write between.</summary>
    [Fact]
    public async Task TheCommandIsSentQuickly()
    {
        await using var town = new Town();
        var sent = 0L;
        town.Actuators.OnApply = (_, _) => { sent = Stopwatch.GetTimestamp(); return SimulatedActuators.Usual; };
        var times = new List<double>();
        for (var i = 0; i < 250; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await town.CarryOut($"p{i}", 1, $"i{i}", Town.Deny($"203.0.113.{i + 1}"));
            if (i >= 50) times.Add(Stopwatch.GetElapsedTime(start, sent).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"CarryOut to Apply sent: p50 {times[100]:0.000} ms, p99 {times[198]:0.000} ms, n=200, with the durable journal write");
        Assert.True(times[100] < 250, $"p50 {times[100]} ms");
    }
}
