using Ward.Govern.ThreatModel;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

public sealed class KindTests
{
    private static readonly IReadOnlyList<KindCase> Cases = [.. BuildCases.All, .. WebCases.All, .. IdentityCases.All, .. NetworkCases.All, .. GapCases.All];

    public static TheoryData<string> Kinds => [.. ThreatKinds.All.Select(k => k.About.Id)];

    [Fact]
    public void ThereAreFortyTwo() => Assert.Equal(42, ThreatKinds.All.Select(k => k.About.Id).Distinct().Count());

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKindIsTriedWhereItIsAndWhereItNarrowlyIsNot(string id)
    {
        var tried = Assert.Single(Cases, c => c.Kind == id);
        Assert.Contains(tried.Positive, p => p.Found.Length > 0);
        Assert.NotEmpty(tried.Negative);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKindFindsWhatItsDescriptionSays(string id)
    {
        foreach (var ((model, found), i) in Cases.Single(c => c.Kind == id).Positive.Select((p, i) => (p, i)))
            Assert.Equal((i, Told(found.Select(f => ($"{id}@{f.At}", f.Severity)))), (i, Told(Look(id, model).Select(f => (f.Id, f.Severity)))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKindIsSilentInANearMiss(string id)
    {
        foreach (var (model, i) in Cases.Single(c => c.Kind == id).Negative.Select((m, i) => (m, i))) Assert.Equal((i, ""), (i, Told(Look(id, model).Select(f => (f.Id, f.Severity)))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryFindingNamesElementsOfItsModel(string id)
    {
        foreach (var (model, _) in Cases.Single(c => c.Kind == id).Positive)
        {
            var assets = model.Assets.Select(a => a.Id).ToHashSet();
            var elements = model.Links.Select(l => l.Id).Concat(model.Boundaries.Select(b => b.Id)).Concat(model.Runtimes.Select(r => r.Id)).Concat(model.Data.Select(d => d.Id)).Concat(assets).ToHashSet();
            foreach (var finding in Look(id, model))
            {
                Assert.Equal(id, finding.Kind);
                Assert.NotEmpty(finding.At);
                Assert.Subset(elements, finding.At.ToHashSet());
                Assert.Subset(assets, finding.BreachAt.ToHashSet());
                Assert.DoesNotContain('\n', finding.Words);
            }
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKindIsSilentWhereNothingIsKnown(string id)
    {
        // Over the same assets and links of which nothing but names is told.
        foreach (var (model, _) in Cases.Single(c => c.Kind == id).Positive)
        {
            var bare = new SystemModel("bare", Facts.All, [], [.. model.Assets.Select(a => new TechnicalAsset(a.Id, a.Title, a.Type))], [.. model.Links.Select(l => new Link(l.Id, l.Title, l.Source, l.Target))], [], []);
            // Four kinds ask what is missing from a model: over one that claims to say everything, silence is what they find.
            if (id is "missing-vault" or "unnecessary-communication-link" or "unnecessary-technical-asset" or "missing-hardening") continue;
            Assert.Equal("", Told(Look(id, bare).Select(f => (f.Id, f.Severity))));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryKindDocumentsItself(string id)
    {
        var about = ThreatKinds.Find(id)!.About;
        foreach (var text in new[] { about.Title, about.Finds, about.When, about.Rating, about.Mending, about.Check }) Assert.True(text.Length > 5, text);
        Assert.True(about.Cwe > 0);
        Assert.NotEqual(Facts.None, about.Needs);
        Assert.EndsWith("?", about.Check, StringComparison.Ordinal);
    }

    [Fact]
    public void EscapingAContainerPlatformLosesTheDataOfEveryContainer()
    {
        var model = Sketch.Of(Sketch.Part("k8s", "container-platform"), Sketch.Part("a", "tool") with { Machine = Machine.Container }, Sketch.Part("b", "tool"));
        Assert.Equal(["a"], Assert.Single(Look("container-platform-escape", model)).BreachAt);
    }

    private static IEnumerable<Finding> Look(string id, SystemModel model) => ThreatKinds.Find(id)!.Look(model);

    private static string Told(IEnumerable<(string Id, Severity Severity)> found) => string.Join("; ", found.Select(f => $"{f.Id} {f.Severity}").Order(StringComparer.Ordinal));
}
