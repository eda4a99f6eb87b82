using System.Globalization;
using System.Runtime.InteropServices;

namespace Ward.Elements.Nginx;

/// <summary>The running nginx: told to reload, and watched until no worker with the former configuration takes connections.</summary>
internal static partial class NginxMaster
{
    private const int HangUp = 1;

    /// <summary>0 where it does not run.</summary>
    public static int Find(string pidFile)
    {
        try
        {
            return int.TryParse(File.ReadAllText(pidFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && IsNginx(pid) ? pid : 0;
        }
        catch (IOException) { return 0; }
        catch (UnauthorizedAccessException) { return 0; }
    }

    public static bool TellToReload(int master) => Kill(master, HangUp) == 0;

    public static HashSet<int> Workers(int master)
    {
        HashSet<int> workers = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && ParentOf(pid) == master)
                workers.Add(pid);
        }
        return workers;
    }

    /// <summary>A worker that was told to go names itself so, and closes its listening sockets before it serves anything else.</summary>
    public static bool TakesConnections(int worker)
    {
        var title = Read($"/proc/{worker}/cmdline");
        return title.Contains("worker process", StringComparison.Ordinal) && !title.Contains("shutting down", StringComparison.Ordinal);
    }

    // A pid file outlives its process, and the number may belong to another's by now.
    private static bool IsNginx(int pid) => Read($"/proc/{pid}/comm").StartsWith("nginx", StringComparison.Ordinal);

    private static int ParentOf(int pid)
    {
        var stat = Read($"/proc/{pid}/stat");
        var after = stat.LastIndexOf(')');
        var parts = after < 0 ? [] : stat[(after + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : -1;
    }

    private static string Read(string path)
    {
        try { return File.ReadAllText(path); }
        catch (IOException) { return ""; }
        catch (UnauthorizedAccessException) { return ""; }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
