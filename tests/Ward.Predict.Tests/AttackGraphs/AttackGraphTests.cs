using Ward.City.Exposures;
using Ward.City.Identities;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests.AttackGraphs;

public sealed class AttackGraphTests
{
    [Fact]
    public void EveryEdgeStartsWhereItIsListed()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var (from, before) = graph.Out(node);
            for (var e = from; e < before; e++) Assert.Equal(node, graph.Edge(e).Tail);
        }
    }

    [Fact]
    public void AnAssetFlowCarriesOnlyItsOwnAsset()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        var backup = Edges(graph).Where(e => e.Flow == 2).ToList();

        Assert.NotEmpty(backup);
        Assert.All(backup, e => Assert.Equal("bastion", graph.City.Assets[graph.AssetOf(e.Tail)].Id.Value));
    }

    [Fact]
    public void NeighboursReachEachOtherWithoutAFlow()
    {
        var graph = AttackGraph.Of(SmallCity.Model);

        Assert.Contains(Edges(graph), e => e.Kind == StepKind.Exploit && e.Flow < 0 && e.Conduit < 0 && graph.AssetOf(e.Head) == 1);
    }

    [Fact]
    public void ALocalWeaknessNeedsAFootOnTheAsset()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Exposures = [new Exposure(new("x"), new("bastion"), ExposureKind.Vulnerability, null, "T1068", 0.5, 1, Privilege.Administrator, null)],
        };
        var graph = AttackGraph.Of(city.Anew());
        var escalation = Edges(graph).Single(e => e.Exposure >= 0);

        Assert.Equal((0, 1, StepKind.Escalate), (escalation.Tail, escalation.Head, escalation.Kind));
    }

    [Fact]
    public void ALeakedCredentialWithoutAPortOpensEverySignInPort()
    {
        var city = SmallCity.Model with
        {
            Version = "v2",
            Exposures = [new Exposure(new("x"), new("bastion"), ExposureKind.LeakedCredential, null, "T1078", 0.5, 1, Privilege.User, null)],
        };

        Assert.Contains(Edges(AttackGraph.Of(city.Anew())), e => e is { Kind: StepKind.Guess, Exposure: 0, Port: 22, Flow: 0 });
    }

    [Fact]
    public void SlackIsTheLeastOfWhatIsStillToComeLessWhatIsTolerated()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        var (fileserver, plc) = (2 * 2, 2 * 3);

        Assert.Equal(-Math.Log(0.8) + Math.Log(0.05), graph.Slack[plc], 9);

        // Whoever is there reaches its own sign-in port: for a bound, as if he had the credential.
        Assert.Equal(-Math.Log(0.9 * 0.95) + Math.Log(0.05), graph.Slack[fileserver], 9);
    }

    private static IEnumerable<EdgeFacts> Edges(AttackGraph graph) => Enumerable.Range(0, graph.EdgeCount).Select(graph.Edge);
}
