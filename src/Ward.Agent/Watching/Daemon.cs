using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ward.Agent.Watching;

/// <summary>A process that outlives the one that started it.</summary>
internal static partial class Daemon
{
    // The streams must be closed before the runtime of the new process begins, since it keeps copies of them: whoever
    // reads our output would wait for the watchdog's end. The arguments go in as arguments; the shell reads only this.
    private const string WithoutStreams = "exec \"$@\" </dev/null >/dev/null 2>&1";

    /// <summary>Starts this very program again with other arguments.</summary>
    public static void Start(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = "/" };
        foreach (var part in (string[])["-c", WithoutStreams, "sh", program])
            start.ArgumentList.Add(part);
        // Under 'dotnet Ward.Agent.dll' the program is dotnet.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ward.Agent.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start);
    }

    /// <summary>Called by the started process: a session of its own, so that what ends the starter's terminal does not end it.</summary>
    public static void Detach() => _ = SetSession();

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();
}
