using Ward.Govern.Risk;
using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Systems;
using Ward.Standards.Threagile;
using Ward.Standards.Yaml;

namespace Ward.Govern.Tests.ThreatModel;

/// <summary>Threagile's own demo and test models. What is expected of each was read off the model by its kinds' descriptions, and held against a result that Threagile's users published.</summary>
public sealed class ThreagileModelsTests
{
    public static TheoryData<string> Models => ["demo_example_threagile.yaml", "demo_stub_threagile.yaml", "test_all.yaml"];

    private static readonly Dictionary<string, int> OfTheDemo = new()
    {
        ["accidental-secret-leak"] = 1, ["code-backdooring"] = 2, ["container-baseimage-backdooring"] = 2, ["cross-site-request-forgery"] = 7, ["cross-site-scripting"] = 4,
        ["dos-risky-access-across-trust-boundary"] = 5, ["ldap-injection"] = 2, ["missing-authentication"] = 2, ["missing-authentication-second-factor"] = 9, ["missing-cloud-hardening"] = 5,
        ["missing-file-validation"] = 1, ["missing-hardening"] = 6, ["missing-identity-propagation"] = 1, ["missing-network-segmentation"] = 2, ["missing-vault"] = 1, ["missing-waf"] = 4,
        ["mixed-targets-on-shared-runtime"] = 1, ["path-traversal"] = 1, ["push-instead-of-pull-deployment"] = 2, ["server-side-request-forgery"] = 2, ["something-strange"] = 2, ["sql-nosql-injection"] = 1,
        ["unchecked-deployment"] = 3, ["unencrypted-asset"] = 6, ["unencrypted-communication"] = 4, ["unguarded-access-from-internet"] = 3, ["unguarded-direct-datastore-access"] = 1,
        ["untrusted-deserialization"] = 2, ["xml-external-entity"] = 1,
    };

    [Theory]
    [InlineData("demo_example_threagile.yaml")]
    [InlineData("test_all.yaml")]
    public void TheDemoHasWhatItsDescriptionsSay(string file)
    {
        var (_, analysis, _) = Analysed(file);
        Assert.Empty(analysis.Silent);
        Assert.Equal(OfTheDemo.OrderBy(k => k.Key, StringComparer.Ordinal), analysis.Findings.GroupBy(f => f.Kind).ToDictionary(g => g.Key, g => g.Count()).OrderBy(k => k.Key, StringComparer.Ordinal));
    }

    // Two services of one's own that take XML, one in a boundary and one in none, with a call between them that proves nothing; no vault and no build chain.
    [Fact]
    public void TheStubHasWhatItsDescriptionsSay() => Assert.Equal(
        [
            "dos-risky-access-across-trust-boundary 1", "missing-authentication 1", "missing-build-infrastructure 1", "missing-hardening 1", "missing-vault 1", "missing-waf 1", "mixed-targets-on-shared-runtime 1",
            "server-side-request-forgery 1", "something-strange 1", "xml-external-entity 2",
        ],
        Analysed("demo_stub_threagile.yaml").Analysis.Findings.GroupBy(f => f.Kind).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Models))]
    public void EveryFindingNamesElementsOfTheModelUnderAnIdOfItsOwn(string file)
    {
        var (model, analysis, _) = Analysed(file);
        var elements = model.Assets.Select(a => a.Id).Concat(model.Links.Select(l => l.Id)).Concat(model.Boundaries.Select(b => b.Id)).Concat(model.Runtimes.Select(r => r.Id)).Concat(model.Data.Select(d => d.Id)).ToHashSet();
        Assert.NotEmpty(analysis.Findings);
        Assert.Equal(analysis.Findings.Count, analysis.Findings.Select(f => f.Id).Distinct().Count());
        Assert.All(analysis.Findings, f => Assert.Subset(elements, f.At.ToHashSet()));
        Assert.All(analysis.Findings, f => Assert.Subset(model.Assets.Select(a => a.Id).ToHashSet(), f.BreachAt.ToHashSet()));
    }

    [Theory]
    [InlineData("demo_example_threagile.yaml")]
    [InlineData("test_all.yaml")]
    public void EveryTrackedRiskOfTheDemoIsThere(string file)
    {
        var (_, analysis, tracking) = Analysed(file);
        Assert.Equal(6, tracking.Count);
        Assert.All(tracking, t => Assert.Contains(analysis.Findings, t.Fits));
        Assert.Equal(6 + 6 + 9 + 2, analysis.Findings.Count(f => TrackingRule.For(f, tracking)?.Decision.Status == RiskStatus.Mitigated));
    }

    private static (SystemModel Model, ThreatAnalysis Analysis, IReadOnlyList<TrackingRule> Tracking) Analysed(string file)
    {
        var folder = Conformance.Folder("threagile");
        if (folder is null) Assert.Skip("conformance/threagile is not beside the checkout.");
        var problems = new ProblemList(file);
        var read = ThreagileReader.Read(File.ReadAllText(Path.Combine(folder, file)), problems);
        Assert.Empty(problems.Sorted());
        var model = ThreagileMaker.Of(read!);
        return (model, ThreatAnalysis.Of(model, ThreagileMaker.OwnFindings(read!)), TrackingRule.Of(read!));
    }
}
