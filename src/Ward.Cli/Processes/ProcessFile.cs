using System.Globalization;

namespace Ward.Cli.Processes;

/// <summary>Which process serves a state folder. Written before this process becomes the server, whose id is then the same.</summary>
internal static class ProcessFile
{
    private const string Name = "server.pid";

    public static void Write(string stateFolder)
    {
        Directory.CreateDirectory(stateFolder);
        File.WriteAllText(Path.Combine(stateFolder, Name), Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
    }

    /// <returns>The id of the server that runs with this folder, or null.</returns>
    public static int? Running(string stateFolder, Terminal terminal)
    {
        var file = Path.Combine(stateFolder, Name);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && process != Environment.ProcessId && terminal.Processes.Runs(process, Siblings.Server)
            ? process
            : null;
    }
}
