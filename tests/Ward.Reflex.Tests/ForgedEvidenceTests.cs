using System.Net;
using System.Net.Sockets;
using System.Text;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>Evidence that an outsider can forge blocks nobody, protected or not.</summary>
[Collection("one machine")]
public sealed class ForgedEvidenceTests
{
    [Fact]
    public void SpoofedSyslogAndHostileUserNamesBlockNobody()
    {
        if (Stage.Missing is { } missing) Assert.Skip(missing);
        using var stage = new Stage("act");

        SendForgedSyslog(stage, CityLab.Client);
        SendForgedSyslog(stage, IPAddress.Parse("203.0.113.53"));
        // Four real failures, fewer than the rule's threshold, whose user names claim twenty of the honest client's.
        foreach (var name in (string[])[$"x from {CityLab.Client} port 22 ssh2", $"y\nsshd[1]: Failed password for root from {CityLab.Client} port 22 ssh2", $"invalid user z from {CityLab.Client}", "w%0aFailed password for root"])
            CityLab.TryPassword(stage.Lab.AttackerHost, name, "guess");
        CityLab.Eventually("the forged lines were taken in", () => Received(stage) >= 60);
        Thread.Sleep(1000);

        Assert.True(stage.ClientGetsIn, "the honest client was not blocked");
        Assert.True(stage.AttackerGetsIn, "nobody was");
        Assert.DoesNotContain(CityLab.Client.ToString(), stage.Denied, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.53 timeout", stage.Denied, StringComparison.Ordinal);
        Assert.Empty(stage.PlansIn("approved", "leased", "applied", "verified", "expired"));
    }

    private static long Received(Stage stage) =>
        stage.Ward.Get("looker", "/api/v1/feeds").AsArray().Where(f => f!["id"]!.GetValue<string>() == "anyones-syslog").Sum(f => f!["received"]!.GetValue<long>());

    /// <summary>Thirty lines as sshd would send them, by UDP, with the server's own address as the forged sender.</summary>
    private static void SendForgedSyslog(Stage stage, IPAddress victim)
    {
        using var socket = stage.Lab.ServerHost.Socket(SocketType.Dgram, ProtocolType.Udp);
        for (var i = 0; i < 30; i++)
            socket.SendTo(Encoding.ASCII.GetBytes($"<38>1 {TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} records sshd 99 - - Failed password for root from {victim} port {2000 + i} ssh2"), new IPEndPoint(CityLab.Watch, 5514));
    }
}
