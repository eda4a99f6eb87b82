using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Ward.Server.Tests.Samples;

/// <summary>Programs as Debian packs them, run in a folder and ended with the test.</summary>
internal sealed class RealPrograms(string folder) : IDisposable
{
    private readonly List<Process> processes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The program's path; the test is skipped where it is not installed.</summary>
    public static string Find(string name)
    {
        var found = new[] { "/usr/sbin", "/usr/bin", "/bin" }.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not installed; ./test.sh --install brings it");
        return found!;
    }

    public static IPEndPoint FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }

    public static async Task Until(Func<bool> so)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (so()) return;
            await Task.Delay(20, Stop);
        }

        Assert.Fail("it did not come to pass");
    }

    /// <summary>Starts what runs until the test is over.</summary>
    public void Begin(string program, params string[] arguments)
    {
        var process = Start(program, arguments);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        processes.Add(process);
    }

    /// <summary>Runs what must end well.</summary>
    public async Task Do(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, $"{await said}{await wrong}");
    }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
}
