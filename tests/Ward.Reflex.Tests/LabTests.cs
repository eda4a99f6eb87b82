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
}
