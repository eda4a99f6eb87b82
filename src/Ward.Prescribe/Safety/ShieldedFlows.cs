using Ward.City;
using Ward.City.Flows;
using Ward.City.Zones;

namespace Ward.Prescribe.Safety;

/// <summary>The flows that are never closed: the protected ones, and those at whose end something protected stands.</summary>
internal static class ShieldedFlows
{
    /// <summary>Why the flow is not to be closed, or null.</summary>
    public static string? Why(CityModel city, FlowId id)
    {
        var flow = city.Find(id)!;
        return city.Protection.Flows.Contains(id) ? $"the flow {id} is protected" : End(city, id, flow.From) ?? End(city, id, flow.To);
    }

    private static string? End(CityModel city, FlowId id, FlowEnd end)
    {
        if (end is FlowEnd.OfAsset { Asset: var asset })
            return city.IsProtected(asset) || city.Find(asset)!.Addresses.Any(city.IsProtected) ? $"the flow {id} ends at {asset}, which is protected" : null;
        var zone = city.Find(((FlowEnd.OfZone)end).Zone)!;
        if (zone.Kind == ZoneKind.External) return null;
        if (city.Protection.Networks.Any(p => zone.Networks.Any(n => n.Contains(p.BaseAddress) || p.Contains(n.BaseAddress)))) return $"the flow {id} ends in {zone.Id}, part of which is protected";
        return city.Protection.Assets.Any(a => city.Find(a)?.Zone == zone.Id) ? $"the flow {id} ends in {zone.Id}, where something protected stands" : null;
    }
}
