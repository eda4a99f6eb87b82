using Ward.City;
using Ward.City.Flows;
using Ward.City.Services;
using Ward.City.Zones;
using Ward.Govern.ThreatModel.Makers;
using Ward.Govern.ThreatModel.Systems;

namespace Ward.Govern.ThreatModel.Stride;

/// <summary>
/// STRIDE for each element of a city (Shostack, Threat Modeling, 2014, chapter 3; Microsoft SDL): which categories apply to it, what stands against each in the model,
/// and whether it stays open. Assets are processes, or stores where they keep data; accounts and foreign zones are external entities; flows and conduits (zone
/// boundaries) are flows; a service is the process that its assets make up, as open as they are.
/// </summary>
public static class StridePerElement
{
    private static readonly Dictionary<StrideElement, StrideCategory[]> Table = new()
    {
        [StrideElement.ExternalEntity] = [StrideCategory.Spoofing, StrideCategory.Repudiation],
        [StrideElement.Process] = Enum.GetValues<StrideCategory>(),
        [StrideElement.Store] = [StrideCategory.Tampering, StrideCategory.Repudiation, StrideCategory.InformationDisclosure, StrideCategory.DenialOfService],
        [StrideElement.Flow] = [StrideCategory.Tampering, StrideCategory.InformationDisclosure, StrideCategory.DenialOfService],
    };

    /// <summary>The categories that apply to an element, in the order of the word.</summary>
    public static IReadOnlyList<StrideCategory> Applicable(StrideElement element) => Table[element];

    /// <summary>In the order of the city: assets, services, accounts, flows, conduits, foreign zones; each in the order of the word.</summary>
    public static IReadOnlyList<StrideThreat> Of(CityModel city)
    {
        var (controls, worth) = (new StrideControls(city), new CityWorth(city));
        var threats = new List<StrideThreat>();
        var standing = city.Assets.ToLookup(a => a.Zone);
        foreach (var asset in city.Assets.Where(a => city.Find(a.Zone)?.Kind != ZoneKind.External))
            Add($"asset:{asset.Id}", asset.Name, CityRoles.Asset(asset, false).Type == AssetType.Datastore ? StrideElement.Store : StrideElement.Process, Rate(worth.Of(asset.Id)), c => controls.Of(asset, c));
        var ofAssets = threats.ToLookup(t => (t.Element, t.Category));
        foreach (var service in city.Services) Add($"service:{service.Id}", service.Name, StrideElement.Process, Rate(CityWorth.Of(service)), c => Joined(service, c));
        foreach (var account in city.Accounts) Add($"account:{account.Id}", $"the account {account.Id}", StrideElement.ExternalEntity, account.Grants.Select(g => Rate(worth.Of(g.Asset))).DefaultIfEmpty(Severity.Low).Max(), c => StrideControls.Of(account, c));
        foreach (var flow in city.Flows) Add($"flow:{flow.Id}", $"the flow {flow.Id}", StrideElement.Flow, Rate(flow.To is FlowEnd.OfAsset to ? worth.Of(to.Asset) : default), c => controls.Of(flow, c));
        foreach (var conduit in controls.Conduits) Add($"conduit:{conduit}", $"the boundary {conduit}", StrideElement.Flow, Rate(standing[conduit.To].Aggregate(default(Sensitivity), (w, a) => w.And(worth.Of(a.Id)))), _ => controls.Of(conduit));
        foreach (var zone in city.Zones.Where(z => z.Kind == ZoneKind.External)) Add($"zone:{zone.Id}", zone.Name, StrideElement.ExternalEntity, Severity.Low, _ => StrideControl.Unknown("the model does not say how strangers are told apart"));
        return threats;

        void Add(string element, string name, StrideElement kind, Severity severity, Func<StrideCategory, StrideControl> control)
        {
            foreach (var category in Table[kind])
            {
                var of = control(category);
                threats.Add(new StrideThreat(element, kind, category, of.State, of.Because, severity) { Name = name, Grounds = of.Grounds });
            }
        }

        // As open as the assets that the service cannot do without, and on their grounds.
        StrideControl Joined(Service service, StrideCategory category)
        {
            var of = service.Needs.SelectMany(n => n.Assets).Distinct().SelectMany(a => ofAssets[($"asset:{a}", category)]).ToList();
            if (of.Where(t => t.State == StrideState.Open).ToList() is { Count: > 0 } open) return StrideControl.Open([$"open at {string.Join(", ", open.Select(t => t.Element))}"], open.SelectMany(t => t.Grounds.Select(g => $"{t.Element} {g}")));
            return of.Any(t => t.State == StrideState.Guarded) ? StrideControl.Guarded("guarded at every asset that it needs and of which it is known") : StrideControl.Unknown("nothing is known of its assets");
        }
    }

    private static Severity Rate(Sensitivity worth) => worth.IsHighest ? Severity.High : worth.IsHigh ? Severity.Elevated : worth.Availability is null ? Severity.Low : Severity.Medium;

    private static Severity Rate(Criticality worth) => Rate(new Sensitivity(null, worth, worth));
}
