using System.Globalization;
using Ward.City;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Zones;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Makers;

/// <summary>
/// A city as the kinds of risk look at it. It says zones, what listens where, which flows are allowed, which accounts enter with a second factor, and what a
/// service's loss costs; it does not say which data lie where, how disks are encrypted, what the owners wrote themselves or how things are built.
/// </summary>
public static class CityMaker
{
    public static SystemModel Of(CityModel city)
    {
        var worth = new CityWorth(city);
        var foreign = city.Zones.Where(z => z.Kind == ZoneKind.External).Select(z => z.Id).ToHashSet();
        var owners = city.Zones.ToDictionary(z => z.Id, z => z.Owner);
        var assets = city.Assets.Select(a => CityRoles.Asset(a, foreign.Contains(a.Zone)) with { Own = worth.Of(a.Id), Redundant = worth.IsRedundant(a.Id), Owner = owners.GetValueOrDefault(a.Zone) }).ToList();
        var known = assets.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var people = city.Zones.Where(z => city.Flows.Any(f => f.From == new FlowEnd.OfZone(z.Id))).ToDictionary(z => z.Id, z => new TechnicalAsset(Free(known, z.Id.Value), $"Anybody in {z.Name}", AssetType.ExternalEntity)
        {
            // Whoever it is, it is no part of the system that could be mended.
            Internet = foreign.Contains(z.Id), OutOfScope = true,
        });
        var links = city.Flows.SelectMany(f => Links(city, f, people)).ToList();
        var boundaries = city.Zones.Where(z => !foreign.Contains(z.Id)).Select(z => new Boundary(Free(known, z.Id.Value), z.Name, BoundaryType.OnPremises,
            [.. city.Assets.Where(a => a.Zone == z.Id).Select(a => a.Id.Value), .. people.Where(p => p.Key == z.Id).Select(p => p.Value.Id)], [])).ToList();
        return new SystemModel(city.Name, Facts.Roles | Facts.Protocols | Facts.Boundaries | Facts.Authentication | Facts.Ratings | Facts.Humans, [], [.. assets, .. people.Values], links, boundaries, []);
    }

    // A flow to a zone reaches whatever of it listens on the port.
    private static IEnumerable<Link> Links(CityModel city, Flow flow, Dictionary<ZoneId, TechnicalAsset> people)
    {
        var source = flow.From switch
        {
            FlowEnd.OfAsset of => of.Asset.Value,
            FlowEnd.OfZone of => people[of.Zone].Id,
            _ => throw new ArgumentOutOfRangeException(nameof(flow), "A flow from neither a zone nor an asset."),
        };
        var targets = flow.To switch
        {
            FlowEnd.OfAsset of => city.Assets.Where(a => a.Id == of.Asset),
            FlowEnd.OfZone of => city.Assets.Where(a => a.Zone == of.Zone && a.Ports.Any(p => p.Protocol == flow.Protocol && (flow.Port == 0 || p.Port == flow.Port))),
            _ => throw new ArgumentOutOfRangeException(nameof(flow), "A flow to neither a zone nor an asset."),
        };
        foreach (var target in targets.Where(t => t.Id.Value != source))
        {
            var port = target.Ports.FirstOrDefault(p => p.Protocol == flow.Protocol && p.Port == flow.Port);
            var id = flow.To is FlowEnd.OfZone ? string.Create(CultureInfo.InvariantCulture, $"{flow.Id}>{target.Id}") : flow.Id.Value;
            yield return new Link(id, flow.Id.Value, source, target.Id.Value) { Protocol = CityRoles.Protocol(port?.Name), Authentication = Entering(city, target.Id, flow.Port), Vpn = null, DevOps = null };
        }
    }

    // None where the city knows that nobody is asked; else what its accounts on the asset say, as far as there are any.
    private static Authentication? Entering(CityModel city, AssetId asset, int port)
    {
        if (city.Exposures.Any(x => x.Asset == asset && x.Kind == ExposureKind.NoAuthentication && (x.Port is null || port == 0 || x.Port == port))) return Authentication.None;
        var accounts = city.Accounts.Where(a => a.Grants.Any(g => g.Asset == asset)).ToList();
        return accounts.Count == 0 ? null : accounts.All(a => a.SecondFactor) ? Authentication.TwoFactor : Authentication.Credentials;
    }

    // Zones and assets may share an id; here each element has its own.
    private static string Free(HashSet<string> taken, string id)
    {
        var free = "zone:" + id;
        while (!taken.Add(free)) free += "'";
        return free;
    }
}
