using System.Net;
using Ward.City;
using Ward.City.Flows;
using Ward.City.Zones;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Safety;

/// <summary>What may never be done, whatever it would stop. Every refusal is a sentence that a person can read.</summary>
internal sealed class Limits(Ground ground, Situation situation, Incident incident, double leastBelief)
{
    private readonly CityModel city = ground.Graph.City;
    private readonly Dictionary<IPAddress, string?> addresses = [];
    private readonly Dictionary<AssetId, string?> hosts = [];
    private readonly Dictionary<AccountId, string?> accounts = [];
    private readonly Dictionary<FlowId, string?> flows = [];
    private readonly Dictionary<ElementId, string?> elements = [];

    /// <summary>Why the measure is refused, or null where it is allowed. Service floors are weighed elsewhere.</summary>
    public string? Refuses(Measure measure) => measure switch
    {
        Measure.DenySource m => Element(m.Element) ?? Address(m.Address),
        Measure.DenyWeb m => Element(m.Element) ?? Address(m.Address),
        Measure.CloseFlow m => Element(m.Element) ?? Flow(m.Flow),
        Measure.DisableAccount m => Account(m.Account),
        Measure.IsolateHost m => Element(m.Element) ?? Host(m.Host),
        _ => throw new InvalidOperationException($"unknown measure {measure.Key}"),
    };

    private string? Address(IPAddress address) => Once(addresses, address, () =>
    {
        if (city.IsProtected(address)) return $"the address {address} is protected";
        if (!incident.IsAttested(new Entity.Source(address))) return $"the evidence against {address} can be forged";
        if (city.ZoneOf(address)?.Kind == ZoneKind.Operations) return $"{address} is in an operations zone, in which nothing is done";
        return null;
    });

    private string? Host(AssetId id) => Once(hosts, id, () =>
    {
        var asset = city.Find(id)!;
        var name = PlainText.Escape(asset.Name.Length > 0 ? asset.Name : id.Value);
        if (city.IsProtected(id) || asset.Addresses.Any(city.IsProtected)) return $"{name} is protected";
        if (city.Find(asset.Zone)?.Kind == ZoneKind.Operations) return $"{name} is in an operations zone, in which nothing is done";
        if (ground.CarriesElement(id)) return $"{name} carries a defensive element";
        return null;
    });

    /// <summary>The same that the response and the agent will hold: no way is closed at whose end something protected stands.</summary>
    private string? Flow(FlowId id) => Once(flows, id, () =>
    {
        var flow = city.Find(id)!;
        return city.Protection.Flows.Contains(id) ? $"the flow {id} is protected" : End(id, flow.From) ?? End(id, flow.To);
    });

    private string? End(FlowId id, FlowEnd end)
    {
        if (end is FlowEnd.OfAsset { Asset: var asset })
            return city.IsProtected(asset) || city.Find(asset)!.Addresses.Any(city.IsProtected) ? $"the flow {id} ends at {asset}, which is protected" : null;
        var zone = city.Find(((FlowEnd.OfZone)end).Zone)!;
        if (zone.Kind == ZoneKind.External) return null;
        if (city.Protection.Networks.Any(p => zone.Networks.Any(n => n.Contains(p.BaseAddress) || p.Contains(n.BaseAddress)))) return $"the flow {id} ends in {zone.Id}, part of which is protected";
        return city.Protection.Assets.Any(a => city.Find(a)?.Zone == zone.Id) ? $"the flow {id} ends in {zone.Id}, where something protected stands" : null;
    }

    private string? Account(AccountId id) => Once(accounts, id, () =>
    {
        var account = city.Find(id)!;
        if (city.Protection.Accounts.Contains(id)) return $"the account {PlainText.Escape(account.Login)} is protected";
        var places = account.Grants.Select(g => g.Asset).Concat(account.KeptOn).Distinct().ToList();
        if (places.Count > 0 && places.All(p => city.Find(p) is { } a && city.Find(a.Zone)?.Kind == ZoneKind.Operations))
            return $"the account {PlainText.Escape(account.Login)} is of an operations zone, in which nothing is done";
        return null;
    });

    private string? Element(ElementId id) => Once(elements, id, () =>
    {
        var element = city.Find(id)!;
        if (city.Find(element.Asset) is { } asset && city.Find(asset.Zone)?.Kind == ZoneKind.Operations) return $"the element {id} stands in an operations zone, in which nothing is done";
        if (situation.Stands.Any(s => s.Asset >= 0 && city.Assets[s.Asset].Id == element.Asset && s.Foothold.Belief >= leastBelief))
            return $"the element {id} stands on a host that the attacker is believed to hold";
        return null;
    });

    private static string? Once<TKey>(Dictionary<TKey, string?> known, TKey key, Func<string?> ask) where TKey : notnull =>
        known.TryGetValue(key, out var answer) ? answer : known[key] = ask();
}
