using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ward.Agent.Watching;

/// <summary>A process that outlives the one that started it.</summary>
internal static partial class Daemon
{
    private const int ReadWrite = 2;

    /// <summary>Starts this very program again with other arguments.</summary>
    public static void Start(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { UseShellExecute = false, WorkingDirectory = "/" };
        // Under 'dotnet Ward.Agent.dll' the program is dotnet.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ward.Agent.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start);
    }

    /// <summary>Called by the started process: a session of its own, and none of the starter's pipes, which would break with it.</summary>
    public static void Detach()
    {
        _ = SetSession();
        var nothing = Open("/dev/null", ReadWrite);
        for (var stream = 0; stream <= 2 && nothing >= 0; stream++)
            _ = Duplicate(nothing, stream);
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
