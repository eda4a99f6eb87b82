using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Measures;

namespace Ward.Risks;

/// <summary>Which steps a prescription's measures would stop for a whole year, if they were made lasting.</summary>
public static class LastingCut
{
    /// <summary>An address that is refused stops nobody in a year to come: others come from elsewhere. A closed flow, a disabled account and an isolated host do.</summary>
    public static Func<EdgeFacts, bool> Of(AttackGraph graph, IReadOnlyList<Measure> measures)
    {
        var city = graph.City;
        var flows = measures.OfType<Measure.CloseFlow>().Select(m => m.Flow).ToHashSet();
        var accounts = measures.OfType<Measure.DisableAccount>().Select(m => m.Account).ToHashSet();
        var hosts = measures.OfType<Measure.IsolateHost>().Select(m => m.Host).ToHashSet();
        return edge =>
            (edge.Flow >= 0 && flows.Contains(city.Flows[edge.Flow].Id)) || (edge.Account >= 0 && accounts.Contains(city.Accounts[edge.Account].Id))
            || (edge.Conduit >= 0 && (Is(edge.Tail) || Is(edge.Head)));

        bool Is(int node) => hosts.Count > 0 && node < graph.NodeCount && graph.AssetAt(node) is var a and >= 0 && hosts.Contains(city.Assets[a].Id);
    }

    /// <summary>The measures that last; the rest are an incident's own.</summary>
    public static IReadOnlyList<Measure> Lasting(IReadOnlyList<Measure> measures) => [.. measures.Where(m => m is Measure.CloseFlow or Measure.DisableAccount or Measure.IsolateHost)];
}
