using System.Net;
using Ward.City.Identities;
using Ward.City.Zones;
using Ward.Detect;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Simulation;

namespace Ward.Predict.Risks;

/// <summary>Where attackers begin: outside, or as a user of an asset.</summary>
internal static class Places
{
    /// <summary>Situations with one certain foothold each; empty where the city has no zone of the kind, or none with assets.</summary>
    public static IReadOnlyList<Situation> Of(AttackGraph graph, ZoneKind kind, RiskAssumptions assumptions)
    {
        var zones = Enumerable.Range(0, graph.City.Zones.Count).Where(z => graph.City.Zones[z].Kind == kind).ToList();
        if (kind == ZoneKind.External) return [.. zones.Where(z => graph.Tables.PositionsOf(z).Count > 0).Select(z => Outside(graph, z))];
        var assets = zones.SelectMany(z => graph.Tables.AssetsIn[z]).ToList();
        return
        [
            .. assets.OrderBy(a => Dice.Key(assumptions.Seed, "place", graph.City.Assets[a].Id.Value)).Take(assumptions.Places).Order().Select(a => Inside(graph, a)),
        ];
    }

    private static Situation Outside(AttackGraph graph, int zone) => One(
        graph, new(new Entity.Source(IPAddress.Any), graph.City.Zones[zone].Id, null, 1, "assumed"), -1,
        [.. graph.Tables.PositionsOf(zone).Select(p => new EdgeFacts(graph.NodeCount, p, 0, StepKind.Move, -1, -1, -1, -1, 0))]);

    private static Situation Inside(AttackGraph graph, int asset) => One(
        graph, new(new Entity.Host(graph.City.Assets[asset].Id), graph.City.Assets[asset].Zone, Privilege.User, 1, "assumed"), asset,
        [new EdgeFacts(graph.NodeCount, 2 * asset, 0, StepKind.Includes, -1, -1, -1, -1, 0)]);

    private static Situation One(AttackGraph graph, Foothold foothold, int asset, EdgeFacts[] own) =>
        new(graph, [new Stand(graph.NodeCount, foothold, 0, null, asset, graph.EdgeCount, graph.EdgeCount + own.Length)], own, []);
}
