using Ward.City;
using Ward.City.Flows;

namespace Ward.Detect.Incidents;

/// <summary>Which asset of a city can reach which in one step over an allowed flow. Immutable.</summary>
public sealed class CityFlows
{
    private readonly Dictionary<(FlowEnd From, FlowEnd To), FlowId> flows = [];
    private readonly Dictionary<AssetId, FlowEnd[]> ends = [];

    public CityFlows(CityModel city)
    {
        foreach (var flow in city.Flows) flows.TryAdd((flow.From, flow.To), flow.Id);
        foreach (var asset in city.Assets) ends[asset.Id] = [new FlowEnd.OfAsset(asset.Id), new FlowEnd.OfZone(asset.Zone)];
    }

    /// <summary>The flow over which the one reaches the other, the most exactly stated first; null where there is none.</summary>
    public FlowId? Over(AssetId from, AssetId to)
    {
        if (from == to || !ends.TryGetValue(from, out var starts) || !ends.TryGetValue(to, out var goals)) return null;
        foreach (var start in starts)
            foreach (var goal in goals)
                if (flows.TryGetValue((start, goal), out var flow)) return flow;
        return null;
    }
}
