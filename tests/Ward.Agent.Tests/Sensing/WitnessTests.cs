using System.Net;
using System.Net.Sockets;
using Ward.Agent.Tests.Rigs;
using Ward.Lab;
using Ward.Respond.Execution;

namespace Ward.Agent.Tests.Sensing;

/// <summary>The sensor at a real firewall between real neighbours.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private readonly Street street = new();
    private readonly ScratchFolder state = new();
    private readonly Server server = new();
    private RunningAgent? agent;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            agent = RunningAgent.Start(street.Firewall, state.Path, 7443, "--element", "fw=nftables");
            await server.Enrol(agent, "fw");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    [Fact]
    public async Task WhereNothingIsAttemptedItIsQuiet()
    {
        var action = await Denied();
        Assert.IsType<Testimony.Quiet>(await server.Actuators.Witness(action, Stop));
    }

    [Fact]
    public async Task WhereAttemptsComeAndNonePassItHolds()
    {
        var action = await Denied();
        using var knocking = Knock();
        var testimony = await server.Actuators.Witness(action, Stop);
        Assert.True(testimony is Testimony.Holds, testimony.ToString());
    }

    [Fact]
    public async Task WhereTrafficStillPassesItIsBroken()
    {
        var action = await Denied();
        using var knocking = Knock();
        // The hand reported success, and another hand opens the way again and again, faster than it is repaired.
        using var over = new CancellationTokenSource();
        var opening = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
                street.Firewall.Do("nft", "flush", "chain", "inet", "ward", "cut");
        }, Stop);
        await Task.Delay(200, Stop);
        var testimony = await server.Actuators.Witness(action, Stop);
        await over.CancelAsync();
        await opening;
        Assert.True(testimony is Testimony.Broken, testimony.ToString());
    }

    [Fact]
    public async Task WhereAServiceThatAnsweredStopsAnsweringItIsBroken()
    {
        server.Probes = [new Uri($"tcp://10.77.2.2:{Street.Port}")];
        await server.Actuators.LookRound(Stop);
        var action = await Denied();
        Assert.IsType<Testimony.Quiet>(await server.Actuators.Witness(action, Stop));
        street.Server.Do("ip", "link", "set", "wra", "down");
        Assert.IsType<Testimony.Broken>(await server.Actuators.Witness(action, Stop));
    }

    [Fact]
    public async Task ALeaseThatTheAgentDoesNotHoldIsBroken() =>
        Assert.IsType<Testimony.Broken>(await server.Actuators.Witness(Actions.Deny("203.0.113.1"), Stop));

    public ValueTask DisposeAsync()
    {
        agent?.Dispose();
        server.Dispose();
        street.Dispose();
        state.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Respond.Plans.LeasedAction> Denied()
    {
        var action = Actions.Deny("10.77.1.2");
        var report = await server.Actuators.Apply(action, Stop);
        Assert.True(report is ActuatorReport.Done, report.ToString());
        return action;
    }

    // UDP towards the server, a packet every 10 ms: it needs no answer to be seen.
    private Timer Knock()
    {
        var socket = street.Attacker.In(() =>
        {
            var made = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            made.Connect(new IPEndPoint(IPAddress.Parse("10.77.2.2"), 9999));
            return made;
        });
        return new Timer(_ =>
        {
            try { socket.Send([1]); }
            catch (SocketException) { }
        }, null, 0, 10);
    }
}
