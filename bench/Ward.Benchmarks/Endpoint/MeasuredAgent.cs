using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ward.Lab;

namespace Ward.Benchmarks.Endpoint;

/// <summary>An agent's own binary, enrolled at the asking server, with what /proc says of it.</summary>
internal sealed class MeasuredAgent : IDisposable
{
    private const double TicksPerSecond = 100, Megabyte = 1e6;
    private readonly LabProcess process;

    public MeasuredAgent(string folder, string kinds, AskingServer city)
    {
        Directory.CreateDirectory(folder);
        var watched = Directory.CreateDirectory(Path.Combine(folder, "watched")).FullName;
        for (var i = 0; i < 100; i++) File.WriteAllText(Path.Combine(watched, $"f{i}"), $"{i}");
        Followed = Path.Combine(folder, "app.log");
        File.WriteAllText(Followed, "");
        Address = $"127.0.0.1:{FreePort()}";
        var program = WardBinaries.Find().Agent;
        Kind = File.Exists(program + ".dll") ? "runtime" : "native";
        process = LabProcess.Start(Path.Combine(folder, "agent.log"), null,
            [program, "--listen", Address, "--state", Path.Combine(folder, "state"), "--collect", kinds, "--watch", watched, "--follow", Followed]);
        process.AwaitLog("code: ", TimeSpan.FromSeconds(30));
        city.Enrol(this, process.Log.Split("code:")[1].Split('\n')[0].Trim());
    }

    /// <summary>native, or runtime where it is compiled as it runs.</summary>
    public string Kind { get; }

    /// <summary>IP:PORT.</summary>
    public string Address { get; }

    public string Followed { get; }

    public MemoryFacts Memory()
    {
        var lines = File.ReadAllLines($"/proc/{process.Id}/status");
        return new(Of("VmRSS:"), Of("RssAnon:"), Of("RssFile:"), Of("VmHWM:"));

        double Of(string name) => double.Parse(
            lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / Megabyte;
    }

    /// <summary>User and system time since its start, with that of the children it has waited for; in steps of 10 ms.</summary>
    public TimeSpan Cpu()
    {
        var stat = File.ReadAllText($"/proc/{process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(fields[11..15].Sum(f => double.Parse(f, CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    public void Dispose() => process.Dispose();

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
