using System.Xml.Linq;

namespace Ward.Architecture.Tests;

/// <summary>The checkout as files: projects, references, sources.</summary>
internal static class Tree
{
    /// <summary>The order of the house: a project may reference those before it, and among the edges what <see cref="Edges"/> says.</summary>
    public static readonly string[] Story =
    [
        "Ward.Standards", "Ward.City", "Ward.Govern", "Ward.Trust", "Ward.Ingest",
        "Ward.Detect", "Ward.Predict", "Ward.Prescribe", "Ward.Respond", "Ward.Learn", "Ward",
    ];

    /// <summary>The edges and all that each may reference.</summary>
    public static readonly Dictionary<string, string[]> Edges = new()
    {
        ["Ward.Elements"] = ["Ward.Standards"],
        ["Ward.Agent"] = ["Ward.Standards", "Ward.Elements"],
        ["Ward.Storage"] = Story,
        ["Ward.Feeds.Kafka"] = ["Ward.Standards", "Ward.City", "Ward.Govern", "Ward.Trust", "Ward.Ingest"],
        ["Ward.Solver"] = Story[..(Array.IndexOf(Story, "Ward.Prescribe") + 1)],
        ["Ward.Server"] = [.. Story, "Ward.Storage", "Ward.Feeds.Kafka", "Ward.Solver"],
        ["Ward.Cli"] = [.. Story, "Ward.Storage"],
        ["Ward.Simulation"] = ["Ward.Standards"],
    };

    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    public static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    public static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.*", SearchOption.AllDirectories))
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !f.EndsWith(".g.cs", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ward.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("Ward.slnx is above no test.");
    }
}
