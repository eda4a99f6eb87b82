using System.Net;
using Ward.City;
using Ward.City.Zones;
using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Predict;
using Ward.Predict.AttackGraphs;

namespace Ward.Prescribe.Safety;

/// <summary>
/// What may never be done, whatever it would stop. Every refusal is a sentence that a person can read, null where nothing stands against it.
/// Service floors are weighed elsewhere.
/// </summary>
/// <param name="incident">On whose evidence measures rest; null where nobody attacks and changes are made at leisure.</param>
internal sealed class Limits(Ground ground, Situation situation, Incident? incident, double leastBelief)
{
    private readonly CityModel city = ground.Graph.City;
    private readonly Dictionary<IPAddress, string?> addresses = [];
    private readonly Dictionary<AssetId, string?> hosts = [];
    private readonly Dictionary<AccountId, string?> accounts = [];
    private readonly Dictionary<FlowId, string?> flows = [];
    private readonly Dictionary<ElementId, string?> elements = [];

    /// <summary>Why nothing may be done against the address.</summary>
    public string? Address(IPAddress address) => Once(addresses, address, () =>
    {
        if (city.IsProtected(address)) return $"the address {address} is protected";
        if (incident?.IsAttested(new Entity.Source(address)) != true) return $"the evidence against {address} can be forged";
        if (city.ZoneOf(address)?.Kind == ZoneKind.Operations) return $"{address} is in an operations zone, in which nothing is done";
        return null;
    });

    /// <summary>Why the asset may not be cut off or worked on.</summary>
    public string? Host(AssetId id) => Once(hosts, id, () =>
    {
        if (city.Find(id) is not { } asset) return Missing("asset", id);
        var name = PlainText.Escape(asset.Name.Length > 0 ? asset.Name : id.Value);
        if (city.IsProtected(id) || asset.Addresses.Any(city.IsProtected)) return $"{name} is protected";
        if (city.Find(asset.Zone)?.Kind == ZoneKind.Operations) return $"{name} is in an operations zone, in which nothing is done";
        if (ground.CarriesElement(id)) return $"{name} carries a defensive element";
        return null;
    });

    /// <summary>The same that the response and the agent will hold: no way is closed at whose end something protected stands.</summary>
    public string? Flow(FlowId id) => Once(flows, id, () => city.Find(id) is null ? Missing("flow", id) : ShieldedFlows.Why(city, id));

    /// <summary>Why the account may not be taken away.</summary>
    public string? Account(AccountId id) => Once(accounts, id, () =>
    {
        if (city.Find(id) is not { } account) return Missing("account", id);
        if (city.Protection.Accounts.Contains(id)) return $"the account {PlainText.Escape(account.Login)} is protected";
        var places = account.Grants.Select(g => g.Asset).Concat(account.KeptOn).Distinct().ToList();
        if (places.Count > 0 && places.All(p => city.Find(p) is { } a && city.Find(a.Zone)?.Kind == ZoneKind.Operations))
            return $"the account {PlainText.Escape(account.Login)} is of an operations zone, in which nothing is done";
        return null;
    });

    /// <summary>Why the element may not be told anything.</summary>
    public string? Element(ElementId id) => Once(elements, id, () =>
    {
        if (city.Find(id) is not { } element) return Missing("element", id);
        if (city.Find(element.Asset) is { } asset && city.Find(asset.Zone)?.Kind == ZoneKind.Operations) return $"the element {id} stands in an operations zone, in which nothing is done";
        if (situation.Stands.Any(s => s.Asset >= 0 && city.Assets[s.Asset].Id == element.Asset && s.Foothold.Belief >= leastBelief))
            return $"the element {id} stands on a host that the attacker is believed to hold";
        return null;
    });

    /// <summary>
    /// Why work on an asset itself, or on its setting, is not asked for. In an operations zone people keep to their own windows and Ward asks for
    /// nothing within an incident; what is done at leisure is theirs to decide, so the standing choice may name it.
    /// </summary>
    public string? Work(AssetId id)
    {
        if (city.Find(id) is not { } asset) return Missing("asset", id);
        var name = PlainText.Escape(asset.Name.Length > 0 ? asset.Name : id.Value);
        if (city.IsProtected(id)) return $"{name} is protected";
        return incident is not null && city.Find(asset.Zone)?.Kind == ZoneKind.Operations ? $"{name} is in an operations zone, in which nothing is done" : null;
    }

    // Of a plan that was made for another version of the city.
    private static string Missing<TId>(string what, TId id) => $"the city has no {what} {id}";

    private static string? Once<TKey>(Dictionary<TKey, string?> known, TKey key, Func<string?> ask) where TKey : notnull =>
        known.TryGetValue(key, out var answer) ? answer : known[key] = ask();
}
