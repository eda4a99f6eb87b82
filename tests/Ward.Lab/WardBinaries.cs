namespace Ward.Lab;

/// <summary>Where the built server, agent and CLI are: WARD_BINARIES, else beside this build's output.</summary>
public sealed record WardBinaries(string Server, string Agent, string Cli)
{
    public static WardBinaries Find()
    {
        if (Environment.GetEnvironmentVariable("WARD_BINARIES") is { Length: > 0 } named) return new(In(named, "Server"), In(named, "Agent"), In(named, "Cli"));
        var output = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.FullName;
        var pivot = new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0];
        return new(Beside(output, "Server", pivot), Beside(output, "Agent", pivot), Beside(output, "Cli", pivot));
    }

    private static string In(string folder, string name) => Existing(Path.Combine(folder, $"Ward.{name}"));

    private static string Beside(string output, string name, string pivot) =>
        Existing(Directory.EnumerateFiles(Path.Combine(output, $"Ward.{name}"), $"Ward.{name}", SearchOption.AllDirectories)
            .FirstOrDefault(f => Path.GetFileName(Path.GetDirectoryName(f)!).StartsWith(pivot, StringComparison.Ordinal)) ?? Path.Combine(output, $"Ward.{name}"));

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built; ./test.sh builds it.");
}
