using System.Diagnostics;
using Ward.Agent.Tests.Rigs;
using Ward.City;
using Ward.Lab;
using Ward.Respond.Dialogue;
using Ward.Respond.Execution;

namespace Ward.Agent.Tests.Watching;

/// <summary>kill -9 and what is left of it.</summary>
public sealed class CrashTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheWatchdogEndsALeaseOfADeadAgentWithinFiveSeconds()
    {
        using var nginx = Lab.Nginx.Make();
        nginx.Start();
        using var state = new ScratchFolder();
        using var server = new Server();
        using var agent = RunningAgent.Start(null, state.Path, RunningAgent.FreePort(), "--element", $"web={nginx.Spec}");
        await server.Enrol(agent, "web");
        await HasWatchdog(state);
        var action = Actions.DenyWeb("203.0.113.7", seconds: 25);
        var report = await server.Actuators.Apply(action, Stop);
        Assert.True(report is ActuatorReport.Done, report.ToString());
        Assert.IsType<Testimony.Holds>(await server.Actuators.Witness(action, Stop));

        agent.Kill();
        Assert.Contains("203.0.113.7", await File.ReadAllTextAsync(nginx.Deny, Stop), StringComparison.Ordinal);

        var left = action.Until - TimeProvider.System.GetUtcNow();
        if (left > TimeSpan.Zero)
            await Task.Delay(left, Stop);
        var over = Stopwatch.StartNew();
        while (await Refuses(nginx, "203.0.113.7") && over.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(50, Stop);
        TestContext.Current.TestOutputHelper!.WriteLine($"overstay after kill -9: {over.Elapsed.TotalSeconds:F2} s");
        Assert.True(over.Elapsed < TimeSpan.FromSeconds(5), $"overstayed by {over.Elapsed}");
        await GoesAway(state);
    }

    [Fact]
    public async Task ARestartedAgentKeepsTheRemainingTimeAndEndsItOnce()
    {
        using var rig = Namespace.Make();
        using var state = new ScratchFolder();
        using var server = new Server();
        var firewall = new ElementId("fw");
        using (var agent = RunningAgent.Start(rig, state.Path, 7443, "--element", "fw=nftables"))
        {
            await server.Enrol(agent, "fw");
            Assert.IsType<ActuatorReport.Done>(await server.Actuators.Apply(Actions.Deny("203.0.113.9", seconds: 30, id: "kept"), Stop));
            agent.Kill();
        }
        // As a reboot does: the kernel has forgotten.
        rig.Do("nft", "delete", "table", "inet", "ward");
        using var again = RunningAgent.Start(rig, state.Path, 7443, "--element", "fw=nftables");
        server.Registry.Add(server.Registry.Agents[0] with { Address = again.Address });
        var held = Assert.Single(await server.Actuators.Held(firewall, Stop) ?? []);
        Assert.Equal("kept", held.Action.Value);
        Assert.Contains("203.0.113.9 timeout 2", rig.Do("nft", "list", "table", "inet", "ward"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheKillSwitchWorksWithTheServerGone()
    {
        using var rig = Namespace.Make();
        using var state = new ScratchFolder();
        using var server = new Server();
        using var agent = RunningAgent.Start(rig, state.Path, 7443, "--element", "fw=nftables");
        await server.Enrol(agent, "fw");
        for (var i = 1; i <= 20; i++)
            Assert.IsType<ActuatorReport.Done>(await server.Actuators.Apply(Actions.Deny($"203.0.113.{i}", seconds: 300), Stop));
        server.Actuators.Dispose();

        var (_, report) = Assert.Single(await OfflineRelease.ReleaseAll(server.State, TimeProvider.System, Stop));

        Assert.True(report is ActuatorReport.Done, report.ToString());
        Assert.DoesNotContain("203.0.113", rig.Do("nft", "list", "table", "inet", "ward"), StringComparison.Ordinal);
        agent.Kill();
        using var again = RunningAgent.Start(rig, state.Path, 7443, "--element", "fw=nftables");
        Assert.DoesNotContain("203.0.113", rig.Do("nft", "list", "table", "inet", "ward"), StringComparison.Ordinal);
    }

    private static async Task<bool> Refuses(Lab.Nginx nginx, string address)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{nginx.Probe}/"));
        request.Headers.Add("X-Ward-Probe-Source", address);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode == System.Net.HttpStatusCode.Forbidden;
    }

    // The agent sees to its watchdog once a second.
    private static async Task HasWatchdog(ScratchFolder state)
    {
        for (var i = 0; i < 200; i++)
        {
            using (var free = Ward.Elements.FileLock.Try(state.At("watchdog.lock")))
                if (free is null)
                    return;
            await Task.Delay(100);
        }
        Assert.Fail("no watchdog came");
    }

    // With neither agent nor lease left, the watchdog has nothing to stay for.
    private static async Task GoesAway(ScratchFolder state)
    {
        for (var i = 0; i < 100; i++)
        {
            using var free = Ward.Elements.FileLock.Try(state.At("watchdog.lock"));
            if (free is not null)
                return;
            await Task.Delay(100);
        }
        Assert.Fail("the watchdog stays for nothing");
    }
}
