using Ward.City;
using Ward.Detect;
using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Evidence;

/// <summary>Attackers whom nobody has seen: in each zone somebody whose packets go where those of that zone go, and who holds nothing yet.</summary>
public static class AssumedAttackers
{
    /// <summary>One foothold a zone, in the order given; zones that the city does not have, or from which no step starts, are left out.</summary>
    public static Situation In(AttackGraph graph, IEnumerable<ZoneId> zones)
    {
        var (own, stands) = (new List<EdgeFacts>(), new List<Stand>());
        foreach (var id in zones.Distinct())
        {
            var (node, first) = (graph.NodeCount + stands.Count, graph.EdgeCount + own.Count);
            if (graph.Tables.Zone(id) is not (var zone and >= 0)) continue;
            foreach (var position in graph.Tables.PositionsOf(zone))
            {
                var (from, before) = graph.Out(position);
                for (var e = from; e < before; e++) own.Add(graph.Edge(e) with { Tail = node });
            }

            if (graph.EdgeCount + own.Count == first) continue;
            // No asset of the city is meant, so its name is nobody's.
            var foothold = new Foothold(new Entity.Host(new AssetId($"somebody in {id}")), id, null, 1, "assumed, not seen");
            stands.Add(new(node, foothold, 0, null, -1, first, graph.EdgeCount + own.Count));
        }

        return new(graph, stands, [.. own], []);
    }
}
