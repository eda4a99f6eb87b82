using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Tests.Journal;

namespace Ward.Ingest.Tests.Feeds;

/// <summary>One feed that runs by the real clock over a journal in memory, in a folder of its own.</summary>
internal sealed class RunningFeed : IAsyncDisposable
{
    private readonly List<Process> processes = [];
    private CancellationTokenSource? stop;
    private Task running = Task.CompletedTask;

    public string Folder { get; } = Directory.CreateTempSubdirectory("ward-feed-").FullName;

    public MemoryJournal Journal { get; } = new();

    public Ingestion? Ingestion { get; private set; }

    public FeedStatus Status => Ingestion!.Feeds[0];

    public void Start(FeedOptions feed, IngestOptions? options = null)
    {
        stop = new CancellationTokenSource();
        Ingestion = new Ingestion(new CityId("c"), [feed], Journal, 0, _ => null, options ?? new IngestOptions(), TimeProvider.System, NullLogger.Instance);
        running = Ingestion.RunFeeds(stop.Token);
    }

    public async Task Stop()
    {
        if (stop is null) return;
        await stop.CancelAsync();
        await running;
        stop.Dispose();
        stop = null;
    }

    public static IPEndPoint FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }

    /// <summary>Skips the test where the program is not installed.</summary>
    public static string Program(string name)
    {
        var found = new[] { "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin" }.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not installed; ./test.sh --install brings it");
        return found!;
    }

    public Process Begin(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder })!;
        processes.Add(process);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    public async Task Do(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Folder })!;
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await said}");
    }

    public static async Task Until(Func<bool> so, Func<string>? words = null)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (so()) return;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Fail("it did not come to pass: " + words?.Invoke());
    }

    public static async Task Listens(IPEndPoint at) => await Until(() =>
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Connect(at);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    public async ValueTask DisposeAsync()
    {
        await Stop();
        foreach (var process in processes)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit(); // what still runs would write into a folder that is being removed
            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
