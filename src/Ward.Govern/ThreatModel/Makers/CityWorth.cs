using Ward.City;
using Ward.City.Services;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Makers;

/// <summary>
/// What a city's assets are worth, by the services that cannot run without them. Persons at risk or the city's highest loss of trust make one mission-critical, serious
/// loss critical, any loss important. Integrity counts as availability: what controls a service must not lie about it. Nothing is said of secrecy.
/// </summary>
internal sealed class CityWorth
{
    private readonly Dictionary<AssetId, Criticality> worth = [];
    private readonly Dictionary<AssetId, bool> alone = [];

    public CityWorth(CityModel city)
    {
        foreach (var service in city.Services) Walk(city, service, Of(service), false, []);
    }

    /// <summary>Unknown where no service needs the asset.</summary>
    public Sensitivity Of(AssetId asset) => worth.TryGetValue(asset, out var rated) ? new(null, rated, rated) : default;

    /// <summary>False where a service stops with the asset alone, true where all that need it have another, null where none needs it.</summary>
    public bool? IsRedundant(AssetId asset) => alone.TryGetValue(asset, out var only) ? !only : null;

    public static Criticality Of(Service service) => service.Impact switch
    {
        { Safety: >= 0.5 } or { Trust: >= 9 } => Criticality.MissionCritical,
        { Safety: > 0 } or { Trust: >= 6 } or { Money: >= 10_000 } => Criticality.Critical,
        _ => Criticality.Important,
    };

    private void Walk(CityModel city, Service service, Criticality rated, bool spare, HashSet<ServiceId> seen)
    {
        if (!seen.Add(service.Id)) return;
        foreach (var need in service.Needs)
        {
            var hasOther = spare || need.Assets.Count + need.Services.Count > need.AtLeast;
            foreach (var asset in need.Assets)
            {
                worth[asset] = worth.TryGetValue(asset, out var known) && known > rated ? known : rated;
                alone[asset] = !hasOther || (alone.TryGetValue(asset, out var only) && only);
            }

            foreach (var other in need.Services.Select(city.Find).OfType<Service>()) Walk(city, other, rated, hasOther, seen);
        }
    }
}
