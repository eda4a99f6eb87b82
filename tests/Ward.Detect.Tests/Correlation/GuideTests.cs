using Ward.Detect.Rules;

namespace Ward.Detect.Tests.Correlation;

public sealed class GuideTests
{
    [Fact]
    public void EveryExampleOfTheGuideIsAWholeFileThatLoads()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Ward.slnx"))) root = root.Parent!;
        var examples = File.ReadAllText(Path.Combine(root.FullName, "docs", "guide", "correlation.md")).Split("```yaml\n")[1..].Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();

        Assert.True(examples.Count >= 9, $"{examples.Count} examples");
        foreach (var example in examples)
        {
            var set = RuleSet.Compile([("guide", example)]);
            Assert.Empty(set.Errors);
            Assert.NotEmpty(set.Correlations);
        }
    }
}
