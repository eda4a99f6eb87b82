using System.Net;
using System.Net.Sockets;
using Ward.Lab;

namespace Ward.Reflex.Tests;

/// <summary>The lab itself, so that a failure of the reflex is never a failure of the stage.</summary>
[Collection("one machine")]
public sealed class LabTests
{
    [Fact]
    public void ARealSshdsFailedPasswordReachesARealSyslogSocket()
    {
        if (Requirements.Missing(CityLab.Programs) is { } missing) Assert.Skip(missing);
        using var folder = new LabFolder();
        using var lab = new CityLab(folder.Path);
        using var listener = lab.WatchHost.Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(CityLab.Watch, 5514));
        listener.Listen();
        lab.StartServer(new IPEndPoint(CityLab.Watch, 5514));

        Assert.False(CityLab.TryPassword(lab.AttackerHost, "nobody-here", "guess"));

        using var from = listener.Accept();
        using var reader = new StreamReader(new NetworkStream(from));
        from.ReceiveTimeout = 5000;
        var lines = new List<string>();
        while (!lines.Any(l => l.Contains("Failed password", StringComparison.Ordinal))) lines.Add(reader.ReadLine()!);

        Assert.Contains(CityLab.Attacker.ToString(), lines[^1], StringComparison.Ordinal);
        Assert.Equal(CityLab.Server, ((IPEndPoint)from.RemoteEndPoint!).Address);
    }

    [Fact]
    public void ALabThatEndsLeavesNoProcessBehind()
    {
        if (Requirements.Missing(CityLab.Programs) is { } missing) Assert.Skip(missing);
        using var folder = new LabFolder();
        List<string> residents;
        using (var lab = new CityLab(folder.Path))
        {
            lab.StartServer(new IPEndPoint(CityLab.Watch, 5514));
            var session = lab.OpenSession(lab.ClientHost, Path.Combine(folder.Path, "session.log"));
            session.AwaitLog("tick 3", TimeSpan.FromSeconds(15));
            residents = [.. lab.ServerHost.Residents(), .. lab.ClientHost.Residents()];
            // sshd, its session, rsyslog, nginx and its worker, and the client.
            Assert.InRange(residents.Count, 6, 100);
        }

        CityLab.Eventually("every process of the lab has ended", () => !residents.Any(Runs));
    }

    /// <summary>One that ended and was not yet waited for by its parent runs no more.</summary>
    private static bool Runs(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
