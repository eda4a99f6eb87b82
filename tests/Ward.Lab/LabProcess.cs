using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ward.Lab;

/// <summary>A background process of the lab in a session of its own, so that the whole of it can be killed.</summary>
public sealed partial class LabProcess : IDisposable
{
    private const int Kill9 = 9, Terminate = 15, Continue = 18, Halt = 19;
    private readonly Process process;
    private bool disposed;

    private LabProcess(Process process, string log)
    {
        this.process = process;
        LogPath = log;
    }

    /// <summary>Where standard output and error go.</summary>
    public string LogPath { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Of one that has exited; 137 where it was killed.</summary>
    public int ExitCode => process.ExitCode;

    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    public static LabProcess Start(string log, IReadOnlyDictionary<string, string>? environment, IReadOnlyList<string> command)
    {
        // The shell only joins the streams to the file; the command is passed as arguments, never as text.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", log, .. command]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new LabProcess(Process.Start(start)!, log);
    }

    /// <summary>kill -9 of the process and all that it started.</summary>
    public void Kill() => Signal(Kill9);

    /// <summary>Stops it where it stands: what is sent to it waits in the kernel until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal(Halt);

    public void Thaw() => Signal(Continue);

    /// <summary>Asks it to end, and waits.</summary>
    public void Stop(TimeSpan within)
    {
        Signal(Terminate);
        if (!process.WaitForExit(within)) Signal(Kill9);
    }

    /// <summary>Waits until the log holds the text.</summary>
    /// <exception cref="TimeoutException">It did not, or the process ended before.</exception>
    public void AwaitLog(string text, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            if (clock.Elapsed > within || process.HasExited)
                throw new TimeoutException($"'{text}' did not appear in {within.TotalSeconds:0} s ({(process.HasExited ? $"ended with {process.ExitCode}" : "it runs")}); the log ends: {Tail(Log)}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Ends it with all that it started; a second time it does nothing.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        if (!process.HasExited) Signal(Kill9);
        process.WaitForExit(TimeSpan.FromSeconds(5));
        process.Dispose();
    }

    private static string Tail(string log) => log.Length > 3000 ? log[^3000..] : log;

    private void Signal(int signal)
    {
        if (!process.HasExited && SendSignal(-process.Id, signal) != 0) _ = SendSignal(process.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
