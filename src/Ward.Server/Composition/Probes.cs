using Ward.City;

namespace Ward.Server.Composition;

/// <summary>Which service probes tell whether a change at an element broke something.</summary>
internal static class Probes
{
    /// <summary>Probes of the services that need an asset in a zone which the element guards, or one that it fronts.</summary>
    public static IReadOnlyList<Uri> Of(CityModel city, ElementId id)
    {
        if (city.Find(id) is not { } element) return [];
        var zones = element.Guards.Select(g => g.To).ToHashSet();
        var behind = city.Assets.Where(a => zones.Contains(a.Zone)).Select(a => a.Id).Concat(element.Fronts).ToHashSet();
        return [.. city.Services.Where(s => s.Probe is not null && s.Needs.Any(n => n.Assets.Any(behind.Contains))).Select(s => s.Probe!.Url)];
    }
}
