using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Ward.Architecture.Tests;

/// <summary>Arrows that must never exist, read from the compiled code (ARCHITECTURE.md, invariants).</summary>
public sealed class ArrowTests
{
    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader()
        .LoadAssemblies([.. Tree.Projects.Select(p => Assembly.Load(Tree.NameOf(p)))]).Build();

    private static readonly string[] Edges = [.. Tree.Edges.Keys];
    private static readonly string[] Thinking = ["Ward.City", "Ward.Govern", "Ward.Detect", "Ward.Predict", "Ward.Prescribe"];

    private static readonly string[] World =
    [
        "System.Net.Sockets.", "System.Net.Http.", "System.Data.", "Microsoft.Data.", "Dapper", "System.IO.File", "System.IO.Directory",
        "System.IO.FileInfo", "System.IO.FileStream", "System.IO.FileSystemWatcher", "System.Diagnostics.Process", "System.Threading.Timer", "System.Console",
    ];

    [Fact]
    public void EveryProjectWasLoaded() =>
        Assert.Equal(Tree.Projects.Select(Tree.NameOf).Order(), Loaded.Assemblies.Select(a => a.Name.Split(',')[0]).Where(n => n == "Ward" || n.StartsWith("Ward.", StringComparison.Ordinal)).Order());

    [Fact]
    public void AChapterNeverKnowsALaterOne() =>
        Assert.Empty(from chapter in Tree.Story.Index()
                     from arrow in ArrowsFrom(chapter.Item)
                     where Tree.Story.Skip(chapter.Index + 1).Contains(arrow.ToProject)
                     select arrow.Words);

    [Fact]
    public void AChapterNeverKnowsAnEdge() =>
        Assert.Empty(from chapter in Tree.Story from arrow in ArrowsFrom(chapter) where Edges.Contains(arrow.ToProject) select arrow.Words);

    [Fact]
    public void TheStandardsKnowNothingOfWard() =>
        Assert.Empty(from arrow in ArrowsFrom("Ward.Standards") where IsWard(arrow.ToProject) select arrow.Words);

    [Fact]
    public void TheAgentKnowsStandardsAndElementsOnly() =>
        Assert.Empty(from arrow in ArrowsFrom("Ward.Agent")
                     where IsWard(arrow.ToProject) && arrow.ToProject is not ("Ward.Standards" or "Ward.Elements" or "Ward.Agent")
                     select arrow.Words);

    [Fact]
    public void OnlyTheAgentTouchesTheElements() =>
        Assert.Empty(from project in Tree.Projects.Select(Tree.NameOf)
                     where project is not ("Ward.Agent" or "Ward.Elements")
                     from arrow in ArrowsFrom(project)
                     where arrow.ToProject == "Ward.Elements"
                     select arrow.Words);

    [Fact]
    public void ThinkingNeverTouchesTheWorld() =>
        Assert.Empty(from chapter in Thinking
                     from arrow in ArrowsFrom(chapter)
                     where World.Any(w => w.EndsWith('.') ? arrow.To.StartsWith(w, StringComparison.Ordinal) : arrow.To == w)
                     select arrow.Words);

    [Fact]
    public void TheSimulationPlaysFromOutside() =>
        Assert.Empty(from project in Tree.Projects.Select(Tree.NameOf)
                     from arrow in ArrowsFrom(project)
                     where arrow.ToProject == "Ward.Simulation" || (project == "Ward.Simulation" && Tree.Story.Skip(1).Contains(arrow.ToProject))
                     select arrow.Words);

    [Fact]
    public void TheConsoleHasNoDoorThatTheApiLacks() =>
        Assert.Empty(from arrow in ArrowsFrom("Ward.Server")
                     where arrow.From.StartsWith("Ward.Server.Console", StringComparison.Ordinal)
                     where arrow.ToProject == "Ward.Storage" || arrow.To.StartsWith("Ward.Server.Composition", StringComparison.Ordinal)
                        || (IsChapterPort(arrow.To))
                     select arrow.Words);

    [Fact]
    public void ThoseWhoThinkOrShowNeverHoldAKey() =>
        Assert.Empty(from project in (string[])["Ward.Detect", "Ward.Predict", "Ward.Prescribe", "Ward.Server"]
                     from arrow in ArrowsFrom(project)
                     where project != "Ward.Server" || arrow.From.StartsWith("Ward.Server.Console", StringComparison.Ordinal)
                     where arrow.To.StartsWith("Ward.Trust.Certificates", StringComparison.Ordinal) || arrow.To.StartsWith("Ward.Trust.Secrets", StringComparison.Ordinal)
                     select arrow.Words);

    public static TheoryData<string> Chapters => [.. Tree.Story];

    [Theory, MemberData(nameof(Chapters))]
    public void FoldersOfAChapterDoNotGoInCircles(string chapter) => Assert.Empty(Circles(chapter));

    private static IEnumerable<string> Circles(string chapter)
    {
        var arrows = ArrowsFrom(chapter).Where(a => a.ToProject == chapter)
            .Select(a => (From: FolderOf(chapter, a.From), To: FolderOf(chapter, a.To), a.Words))
            .Where(a => a.From != a.To && a.From.Length > 0 && a.To.Length > 0).ToList();
        var next = arrows.ToLookup(a => a.From, a => a.To);

        return arrows.Where(a => Reaches(next, a.To, a.From, [])).Select(a => a.Words).Distinct();
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && next[from].Any(n => Reaches(next, n, to, seen)));

    private static IEnumerable<Arrow> ArrowsFrom(string project) =>
        from type in Loaded.Types
        where ProjectOf(type) == project
        from target in type.Dependencies.Select(d => d.Target).Distinct()
        select new Arrow(type.FullName, target.FullName, ProjectOf(target));

    private static string ProjectOf(IType type) => type.Assembly?.Name.Split(',')[0] ?? "";

    private static bool IsWard(string project) => Tree.Story.Contains(project) && project != "Ward.Standards" || Edges.Contains(project);

    private static bool IsChapterPort(string type) => type is "Ward.Ingest.IIngest" or "Ward.Respond.IRespond" or "Ward.Learn.ILearn" or "Ward.Detect.IDetect";

    /// <summary>The second-level folder, or nothing for types at the chapter's door (its port and its facts).</summary>
    private static string FolderOf(string chapter, string type)
    {
        var rest = type.Length > chapter.Length ? type[(chapter.Length + 1)..] : "";
        return rest.Contains('.', StringComparison.Ordinal) ? rest[..rest.IndexOf('.', StringComparison.Ordinal)] : "";
    }

    private sealed record Arrow(string From, string To, string ToProject)
    {
        public string Words => $"{From} -> {To}";
    }
}
