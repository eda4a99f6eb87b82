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

    /// <summary>The zone of the asset that has the weakness, or none.</summary>
    public static IReadOnlyList<ZoneId> ZonesOf(this CityModel city, ExposureId id) => city.AssetWith(id) is { } asset ? city.ZonesOf([asset]) : [];

    /// <summary>The asset that has the weakness, or null.</summary>
    public static AssetId? AssetWith(this CityModel city, ExposureId id) => city.Exposures.FirstOrDefault(e => e.Id == id)?.Asset;
}
