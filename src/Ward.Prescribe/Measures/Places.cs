using Ward.City;
using Ward.City.Flows;

namespace Ward.Prescribe.Measures;

/// <summary>In which zones things of a city are.</summary>
internal static class Places
{
    public static IReadOnlyList<ZoneId> ZonesOf(this CityModel city, IEnumerable<AssetId> assets) =>
        [.. assets.Select(a => city.Find(a)).OfType<City.Assets.Asset>().Select(a => a.Zone).Distinct()];

    public static IReadOnlyList<ZoneId> ZonesOf(this CityModel city, FlowEnd end) => end switch
    {
        FlowEnd.OfZone z => [z.Zone],
        FlowEnd.OfAsset a => city.ZonesOf([a.Asset]),
        _ => throw new InvalidOperationException($"unknown flow end {end}"),
    };

    /// <summary>True where the conversation runs over a conduit that the element guards.</summary>
    public static bool Passes(this CityModel city, ElementId element, ObservedFlow seen) =>
        city.ZoneOf(seen.Source) is { } from && city.ZoneOf(seen.Destination) is { } to && city.Find(element)?.Guards.Contains(new City.Elements.Conduit(from.Id, to.Id)) == true;

    /// <summary>True where the allowed flow is what let the conversation pass.</summary>
    public static bool IsOf(this CityModel city, Flow flow, ObservedFlow seen) =>
        (flow.Port == 0 || seen.Port == 0 || flow.Port == seen.Port) && (seen.Protocol is null || seen.Protocol == flow.Protocol) && city.Holds(flow.From, seen.Source) && city.Holds(flow.To, seen.Destination);

    private static bool Holds(this CityModel city, FlowEnd end, System.Net.IPAddress address) => end switch
    {
        FlowEnd.OfAsset a => city.AssetAt(address)?.Id == a.Asset,
        FlowEnd.OfZone z => city.ZoneOf(address)?.Id == z.Zone,
        _ => throw new InvalidOperationException($"unknown flow end {end}"),
    };

    /// <summary>The zone of the asset that has the weakness, or none.</summary>
    public static IReadOnlyList<ZoneId> ZonesOf(this CityModel city, ExposureId id) => city.AssetWith(id) is { } asset ? city.ZonesOf([asset]) : [];

    /// <summary>The asset that has the weakness, or null.</summary>
    public static AssetId? AssetWith(this CityModel city, ExposureId id) => city.Exposures.FirstOrDefault(e => e.Id == id)?.Asset;
}
