using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ward.Cli.Processes;

/// <summary>The machine's own processes.</summary>
internal sealed class NativeProcesses : IProcesses
{
    private const int Terminate = 15;

    public int Become(string program, IReadOnlyList<string> arguments)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            // Signals, terminal and exit code are then the program's own, with no parent in between.
            string?[] all = [program, .. arguments, null];
            _ = execv(program, all);
            return Exit.Failed;
        }

        using var child = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false });
        if (child is null) return Exit.Failed;
        // Ctrl+C reaches the child too; it ends in its own time.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        child.WaitForExit();
        return child.ExitCode;
    }

    public bool AskToStop(int process, string program)
    {
        if (!Runs(process, program)) return false;
        if (!OperatingSystem.IsWindows()) return kill(process, Terminate) == 0;
        using var running = Process.GetProcessById(process);
        return running.CloseMainWindow();
    }

    // The id in a file may by now belong to a stranger.
    public bool Runs(int process, string program)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            var line = $"/proc/{process}/cmdline";
            return File.Exists(line)
                ? Path.GetFileName(File.ReadAllText(line).Split('\0')[0]) == program
                : running.ProcessName == program;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

#pragma warning disable SYSLIB1054, CA2101, IDE1006 // Source-generated marshalling needs unsafe code for an array of strings; the names are the system's.
    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int execv(string path, string?[] arguments);

    [DllImport("libc", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
#pragma warning restore SYSLIB1054, CA2101, IDE1006
}
