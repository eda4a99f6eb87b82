using System.Net;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Services;
using Ward.City.Zones;

namespace Ward.City;

/// <summary>Look-ups over a city, built once; duplicates keep the first, since the reader has already refused them.</summary>
internal sealed class CityIndex
{
    private readonly (IPNetwork Network, Zone Zone)[] byPrefix;
    private readonly Zone? outside;

    private readonly CityModel city;

    public CityIndex(CityModel city)
    {
        this.city = city;
        foreach (var zone in city.Zones) Zones.TryAdd(zone.Id, zone);
        foreach (var service in city.Services) Services.TryAdd(service.Id, service);
        foreach (var flow in city.Flows) Flows.TryAdd(flow.Id, flow);
        foreach (var element in city.Elements) Elements.TryAdd(element.Id, element);
        foreach (var asset in city.Assets)
        {
            Assets.TryAdd(asset.Id, asset);
            foreach (var address in asset.Addresses) ByAddress.TryAdd(address, asset);
            foreach (var name in asset.Names) ByName.TryAdd(name, asset);
            ByName.TryAdd(asset.Id.Value, asset);
        }

        foreach (var account in city.Accounts) Accounts.TryAdd(account.Id, account);
        foreach (var group in city.Accounts.GroupBy(a => a.Login)) ByLogin[group.Key] = [.. group];
        byPrefix = [.. city.Zones.SelectMany(z => z.Networks.Select(n => (n, z))).OrderByDescending(p => p.n.PrefixLength)];
        outside = city.Zones.FirstOrDefault(z => z.Kind == ZoneKind.External);
    }

    /// <summary>True where every list that it was made from is still the city's.</summary>
    public bool IsOf(CityModel other) =>
        ReferenceEquals(city.Zones, other.Zones) && ReferenceEquals(city.Assets, other.Assets) && ReferenceEquals(city.Services, other.Services)
        && ReferenceEquals(city.Accounts, other.Accounts) && ReferenceEquals(city.Flows, other.Flows) && ReferenceEquals(city.Elements, other.Elements);

    public Dictionary<ZoneId, Zone> Zones { get; } = [];
    public Dictionary<AssetId, Asset> Assets { get; } = [];
    public Dictionary<ServiceId, Service> Services { get; } = [];
    public Dictionary<AccountId, Account> Accounts { get; } = [];
    public Dictionary<FlowId, Flow> Flows { get; } = [];
    public Dictionary<ElementId, Element> Elements { get; } = [];
    public Dictionary<IPAddress, Asset> ByAddress { get; } = [];
    public Dictionary<string, Asset> ByName { get; } = new(StringComparer.OrdinalIgnoreCase);
    public Dictionary<string, IReadOnlyList<Account>> ByLogin { get; } = new(StringComparer.Ordinal);

    public Zone? ZoneOf(IPAddress address)
    {
        if (ByAddress.TryGetValue(address, out var asset) && Zones.TryGetValue(asset.Zone, out var own)) return own;
        foreach (var (network, zone) in byPrefix)
            if (network.Contains(address)) return zone;
        return outside;
    }
}
