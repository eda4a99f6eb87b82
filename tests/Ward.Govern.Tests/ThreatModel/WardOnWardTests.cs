using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.Govern.Tests.ThreatModel;

/// <summary>docs/threat-model/ward.yaml, Ward's own model, looked at by Ward. A new risk fails the build until somebody has decided about it; so does a decision about a risk that is gone.</summary>
public sealed class WardOnWardTests
{
    private static readonly string Path = System.IO.Path.Combine(Root(), "docs", "threat-model", "ward.yaml");

    [Fact]
    public void TheModelIsWellFormed()
    {
        var problems = new ProblemList("docs/threat-model/ward.yaml");
        Assert.NotNull(ThreagileReader.Read(File.ReadAllText(Path), problems));
        Assert.Empty(problems.Sorted());
    }

    [Fact]
    public void EveryRiskOfSeverityElevatedOrGraverIsSettled()
    {
        var (analysis, rules) = Analysed();
        Assert.Contains(analysis.Findings, f => f.Severity >= Severity.Elevated);
        Assert.Empty(analysis.Findings.Where(f => f.Severity >= Severity.Elevated && TrackingRule.For(f, rules)?.Decision.IsSettled is not true).Select(f => f.Id));
    }

    [Fact]
    public void NothingIsTrackedThatIsNotThere()
    {
        var (analysis, rules) = Analysed();
        Assert.Empty(rules.Where(r => !analysis.Findings.Any(r.Fits)).Select(r => $"line {r.Line}: {r.Pattern}"));
    }

    [Fact]
    public void EveryDecisionSaysWhyAndWhen() => Assert.All(Analysed().Rules, r => Assert.True(r.Decision is { Justification.Length: > 20, Date: not null, By.Length: > 0 }, r.Pattern));

    [Fact]
    public void NoKindIsSilentOverIt() => Assert.Empty(Analysed().Analysis.Silent);

    [Fact]
    public void TestsThatADecisionNamesAreThere() => Assert.All(
        Analysed().Rules.SelectMany(r => r.Decision.Justification!.Split(' ')).Select(w => w.Trim('(', ')', ';', '.')).Where(w => w.StartsWith("tests/", StringComparison.Ordinal) || w.StartsWith("docs/", StringComparison.Ordinal)),
        named => Assert.True(System.IO.Path.Exists(System.IO.Path.Combine(Root(), named)), named));

    private static (ThreatAnalysis Analysis, IReadOnlyList<TrackingRule> Rules) Analysed()
    {
        var model = ThreagileText.Read(File.ReadAllText(Path));
        return (ThreatAnalysis.Of(ThreagileMaker.Of(model), ThreagileMaker.OwnFindings(model)), TrackingRule.Of(model));
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Ward.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("Ward.slnx is above no test.");
    }
}
