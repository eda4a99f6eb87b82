using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ward.Lab;

namespace Ward.Agent.Tests.Rigs;

/// <summary>The agent's own binary as a process, in a namespace where one is given; that of WARD_BINARIES (the native one, say) where it is set.</summary>
internal sealed class RunningAgent : IDisposable
{
    private readonly Process process;
    private readonly Relay? relay;
    private readonly Uri address;

    private RunningAgent(Process process, Uri address, Relay? relay) => (this.process, this.address, this.relay) = (process, address, relay);

    public string Code { get; private set; } = "";

    public Uri Address => relay?.Address ?? address;

    public Process Process => process;

    /// <summary>Returns once it awaits enrolment or serves.</summary>
    public static RunningAgent Start(Namespace? space, string state, int port, params string[] options)
    {
        string[] command = [Path.Combine(Environment.GetEnvironmentVariable("WARD_BINARIES") is { Length: > 0 } named ? named : AppContext.BaseDirectory, "Ward.Agent"), "--listen", $"127.0.0.1:{port}", "--state", state, .. options];
        if (space is not null)
            command = [.. space.Prefix(command[0]), .. command[1..]];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var agent = new RunningAgent(process, new Uri($"https://127.0.0.1:{port}"), space is null ? null : Relay.Into(space, port));
        agent.Await("code: ", "serving: ");
        return agent;
    }

    /// <summary>Reads what it prints until a line begins with one of these.</summary>
    public void Await(params string[] beginnings)
    {
        List<string> said = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            said.Add(line);
            if (line.StartsWith("code: ", StringComparison.Ordinal))
                Code = line["code: ".Length..];
            if (beginnings.Any(b => line.StartsWith(b, StringComparison.Ordinal)))
            {
                if (line.StartsWith("serving", StringComparison.Ordinal))
                    _ = process.StandardOutput.ReadToEndAsync();
                return;
            }
        }
        Assert.Fail($"the agent ended: {string.Join('\n', said)}");
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        relay?.Dispose();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
