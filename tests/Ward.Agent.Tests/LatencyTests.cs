using System.Diagnostics;
using Ward.Agent.Tests.Rigs;
using Ward.Respond.Execution;

namespace Ward.Agent.Tests;

/// <summary>Not a promise: prints how long an action takes through the whole hand, and asserts only that each was carried out.</summary>
public sealed class LatencyTests(FirewallAgent rig) : IClassFixture<FirewallAgent>
{
    [Fact]
    public async Task TwoHundredAppliesAreCarriedOutAndMeasured()
    {
        List<double> took = [];
        for (var i = 0; i < 220; i++)
        {
            var action = Actions.Deny($"198.51.100.{i}", seconds: 120);
            var began = Stopwatch.GetTimestamp();
            var report = await rig.Server.Actuators.Apply(action, TestContext.Current.CancellationToken);
            if (i >= 20)
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Assert.True(report is ActuatorReport.Done, report.ToString());
        }
        took.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine($"apply over OpenC2, mutual TLS, lease file and nftables: p50 {took[100]:F2} ms, p99 {took[197]:F2} ms (n=200)");
    }
}
