using System.Globalization;
using Ward.City;
using Ward.City.Assets;
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
        var from = city.Flows.Select(f => f.From).OfType<FlowEnd.OfZone>().Select(f => f.Zone).ToHashSet();
        var people = city.Zones.Where(z => from.Contains(z.Id)).ToDictionary(z => z.Id, z => new TechnicalAsset(Free(known, z.Id.Value), $"Anybody in {z.Name}", AssetType.ExternalEntity)
        {
            // Whoever it is, it is no part of the system that could be mended.
            Internet = foreign.Contains(z.Id), OutOfScope = true,
        });
        var (standing, entering) = (city.Assets.ToLookup(a => a.Zone), new Entries(city));
        var links = city.Flows.SelectMany(f => Links(city, f, people, standing, entering)).ToList();
        var boundaries = city.Zones.Where(z => !foreign.Contains(z.Id)).Select(z => new Boundary(Free(known, z.Id.Value), z.Name, BoundaryType.OnPremises,
            [.. standing[z.Id].Select(a => a.Id.Value), .. people.Where(p => p.Key == z.Id).Select(p => p.Value.Id)], [])).ToList();
        return new SystemModel(city.Name, Facts.Roles | Facts.Protocols | Facts.Boundaries | Facts.Authentication | Facts.Ratings | Facts.Humans, [], [.. assets, .. people.Values], links, boundaries, []);
    }

    // A flow to a zone reaches whatever of it listens on the port.
    private static IEnumerable<Link> Links(CityModel city, Flow flow, Dictionary<ZoneId, TechnicalAsset> people, ILookup<ZoneId, Asset> standing, Entries entering)
    {
        var source = flow.From switch
        {
            FlowEnd.OfAsset of => of.Asset.Value,
            FlowEnd.OfZone of => people[of.Zone].Id,
            _ => throw new ArgumentOutOfRangeException(nameof(flow), "A flow from neither a zone nor an asset."),
        };
        IEnumerable<Asset> targets = flow.To switch
        {
            FlowEnd.OfAsset of => city.Find(of.Asset) is { } one ? [one] : [],
            FlowEnd.OfZone of => standing[of.Zone].Where(a => a.Ports.Any(p => p.Protocol == flow.Protocol && (flow.Port == 0 || p.Port == flow.Port))),
            _ => throw new ArgumentOutOfRangeException(nameof(flow), "A flow to neither a zone nor an asset."),
        };
        foreach (var target in targets.Where(t => t.Id.Value != source))
        {
            var port = target.Ports.FirstOrDefault(p => p.Protocol == flow.Protocol && p.Port == flow.Port);
            var id = flow.To is FlowEnd.OfZone ? string.Create(CultureInfo.InvariantCulture, $"{flow.Id}>{target.Id}") : flow.Id.Value;
            yield return new Link(id, flow.Id.Value, source, target.Id.Value) { Protocol = CityRoles.Protocol(port?.Name), Authentication = entering.Of(target.Id, flow.Port), Vpn = null, DevOps = null };
        }
    }

    // Zones and assets may share an id; here each element has its own.
    private static string Free(HashSet<string> taken, string id)
    {
        var free = "zone:" + id;
        while (!taken.Add(free)) free += "'";
        return free;
    }

    /// <summary>How assets are entered.</summary>
    private sealed class Entries(CityModel city)
    {
        private readonly ILookup<AssetId, int?> bare = city.Exposures.Where(x => x.Kind == ExposureKind.NoAuthentication).ToLookup(x => x.Asset, x => x.Port);
        private readonly ILookup<AssetId, bool> second = city.Accounts.SelectMany(a => a.Grants.Select(g => g.Asset).Distinct().Select(g => (Asset: g, a.SecondFactor))).ToLookup(p => p.Asset, p => p.SecondFactor);

        /// <summary>None where the city knows that nobody is asked; else what its accounts on the asset say, as far as there are any.</summary>
        public Authentication? Of(AssetId asset, int port) =>
            bare[asset].Any(p => p is null || port == 0 || p == port) ? Authentication.None
            : !second[asset].Any() ? null : second[asset].All(s => s) ? Authentication.TwoFactor : Authentication.Credentials;
    }
}
