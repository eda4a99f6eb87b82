using Ward.City;
using Ward.City.Elements;
using Ward.Predict.AttackGraphs;

namespace Ward.Prescribe.Measures;

/// <summary>What a measure stops, told step by step straight from the city; the checker rests on it.</summary>
internal sealed class MeasureReach(Situation situation)
{
    private readonly CityModel city = situation.Graph.City;

    public bool Cuts(Measure measure, in EdgeFacts edge) => measure switch
    {
        Measure.DenySource m => Guards(m.Element, edge.Conduit) && m.Address.Equals(situation.StandAt(edge.Tail)?.Address),
        Measure.DenyWeb m => IsWeb(edge) && m.Address.Equals(situation.StandAt(edge.Tail)?.Address)
            && situation.AssetOf(edge.Head) is var a and >= 0 && city.Find(m.Element)!.Fronts.Contains(city.Assets[a].Id),
        Measure.CloseFlow m => edge.Flow >= 0 && city.Flows[edge.Flow].Id == m.Flow && Guards(m.Element, edge.Conduit),
        Measure.DisableAccount m => edge.Account >= 0 && city.Accounts[edge.Account].Id == m.Account,
        Measure.IsolateHost m => Guards(m.Element, edge.Conduit) && (Is(edge.Tail, m.Host) || Is(edge.Head, m.Host)),
        _ => throw new InvalidOperationException($"unknown measure {measure.Key}"),
    };

    /// <summary>True where one of the measures stops the edge of that number.</summary>
    public bool Cuts(IReadOnlyList<Measure> plan, int number)
    {
        if (plan.Count == 0) return false;
        var edge = situation.Edge(number);
        foreach (var measure in plan)
            if (Cuts(measure, edge)) return true;
        return false;
    }

    /// <summary>Plain web ports, or a port that the asset lists as http or https.</summary>
    public bool IsWeb(in EdgeFacts edge)
    {
        var port = edge.Port;
        if (port is 80 or 443 or 8080 or 8443) return true;
        return port != 0 && situation.AssetOf(edge.Head) is var a and >= 0 && city.Assets[a].Ports.Any(p => p.Port == port && p.Name is "http" or "https");
    }

    private bool Is(int node, AssetId asset) => situation.AssetOf(node) is var a and >= 0 && city.Assets[a].Id == asset;

    private bool Guards(ElementId id, int conduit)
    {
        if (conduit < 0) return false;
        var (from, to) = situation.Graph.Conduit(conduit);
        return city.Find(id)!.Guards.Contains(new Conduit(from.Id, to.Id));
    }
}
