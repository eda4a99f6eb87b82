namespace Ward.Cli.Processes;

/// <summary>Finds Ward's other programs: beside this one, or where a build of the sources leaves them.</summary>
internal static class Siblings
{
    public const string Server = "Ward.Server";
    public const string Agent = "Ward.Agent";
    public const string Solver = "Ward.Solver";

    /// <param name="folder">Where this program lies.</param>
    /// <returns>The absolute path, or null where it is not there.</returns>
    public static string? Find(string program, string folder)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var beside = Path.Combine(folder, file);
        if (File.Exists(beside)) return beside;
        // artifacts/bin/Ward.Cli/debug -> artifacts/bin/Ward.Server/debug
        var here = new DirectoryInfo(folder.TrimEnd(Path.DirectorySeparatorChar));
        if (here.Parent?.Parent is not { } all) return null;
        var built = Path.Combine(all.FullName, program, here.Name, file);
        return File.Exists(built) ? built : null;
    }
}
