namespace Ward.Cli.Tests;

/// <summary>The first section of docs/guide/rules.md, followed to the letter.</summary>
public sealed class RulesGuideTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.CleanUp();

    [Fact]
    public async Task WhoFollowsTheGuideHasATestedRuleAndSeesWhatItShows()
    {
        var blocks = Blocks().ToList();
        var line = desk.Write("line.log", blocks.First(b => b.StartsWith("<38>1 ", StringComparison.Ordinal)));
        var rule = Write(blocks, "root-from-outside.yml");
        Write(blocks, "root-from-outside.tests.yml");

        Assert.Equal(0, await desk.Run("rules", "check", desk.State, "--strict"));
        await Shows(blocks, "MATCHES line 1", "explain", rule, line);
        await Shows(blocks, "ok    Root signs in", "rules", "test", desk.State, "--mutate");
        Assert.Equal(0, await desk.Run("rules", "coverage", rule, "--strict"));
        Assert.Equal(0, await desk.Run("rules", "cost", line, "--rules", rule));
    }

    private async Task Shows(List<string> blocks, string mark, params string[] command)
    {
        desk.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await desk.Run(command));
        var shown = blocks.Single(b => b.Contains(mark, StringComparison.Ordinal));
        Assert.Equal(shown, desk.Out.ToString().Replace(desk.State, "rules/ours", StringComparison.Ordinal));
    }

    private string Write(List<string> blocks, string name)
    {
        var block = blocks.Single(b => b.StartsWith($"# rules/ours/{name}\n", StringComparison.Ordinal));
        return desk.Write(name, block);
    }

    private static IEnumerable<string> Blocks()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Ward.slnx"))) at = at.Parent!;
        foreach (var part in File.ReadAllText(Path.Combine(at.FullName, "docs", "guide", "rules.md")).Split("\n```").Where((_, i) => i % 2 == 1)) yield return part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..] + "\n";
    }
}
