namespace Ward.Lab;

/// <summary>What a machine must have for the lab.</summary>
public static class Requirements
{
    private static readonly Lazy<bool> Namespaces = new(() =>
    {
        var name = $"wardtry{Environment.ProcessId}";
        return Shell.TryRun("ip", "netns", "add", name) && Shell.TryRun("ip", "netns", "del", name);
    });

    /// <summary>Null where namespaces and all programs are there, else the reason why a test must skip.</summary>
    public static string? Missing(params string[] programs)
    {
        var absent = programs.Where(p => Shell.Find(p) is null).ToList();
        if (absent.Count > 0) return $"not installed: {string.Join(", ", absent)} (./test.sh --install)";
        return Namespaces.Value ? null : "needs root and a kernel that lets it make network namespaces";
    }
}
