using System.Net;
using Ward.City.Assets;
using Ward.City.Elements;
using Ward.City.Exposures;
using Ward.City.Flows;
using Ward.City.Identities;
using Ward.City.Services;
using Ward.City.Zones;

namespace Ward.City;

/// <summary>The ground: a validated, immutable model of one city at one moment.</summary>
/// <param name="Version">SHA-256 of the canonical text it was read from, in lower-case hex; decisions name it so that they can be replayed.</param>
public sealed record CityModel(
    CityId Id,
    string Name,
    string Version,
    IReadOnlyList<Zone> Zones,
    IReadOnlyList<Asset> Assets,
    IReadOnlyList<Service> Services,
    IReadOnlyList<Account> Accounts,
    IReadOnlyList<Flow> Flows,
    IReadOnlyList<Exposure> Exposures,
    IReadOnlyList<Element> Elements,
    Protection Protection)
{
    private CityIndex? made;

    /// <summary>Made on first use and never copied: a 'with' that changes a list must not look up in the old one.</summary>
    private CityIndex Index => made is { } known && known.IsOf(this) ? known : made = new CityIndex(this);

    public Zone? Find(ZoneId id) => Index.Zones.GetValueOrDefault(id);

    public Asset? Find(AssetId id) => Index.Assets.GetValueOrDefault(id);

    public Service? Find(ServiceId id) => Index.Services.GetValueOrDefault(id);

    public Account? Find(AccountId id) => Index.Accounts.GetValueOrDefault(id);

    public Flow? Find(FlowId id) => Index.Flows.GetValueOrDefault(id);

    public Element? Find(ElementId id) => Index.Elements.GetValueOrDefault(id);

    /// <summary>The asset that has this address, or null.</summary>
    public Asset? AssetAt(IPAddress address) => Index.ByAddress.GetValueOrDefault(address);

    /// <summary>The asset that logs call by this name (case ignored), or null.</summary>
    public Asset? AssetNamed(string name) => Index.ByName.GetValueOrDefault(name);

    /// <summary>The accounts that log in under this name.</summary>
    public IReadOnlyList<Account> AccountsNamed(string login) => Index.ByLogin.GetValueOrDefault(login) ?? [];

    /// <summary>The zone that holds the address: the longest matching network, else the first external zone, else null.</summary>
    public Zone? ZoneOf(IPAddress address) => Index.ZoneOf(address);

    /// <summary>The zone of the city itself that holds the address; null where it is outside, or nobody knows.</summary>
    public Zone? InnerZoneOf(IPAddress address) => ZoneOf(address) is { Kind: not ZoneKind.External } zone ? zone : null;

    /// <summary>The never-block lists, besides what the city's file protects; null where none is loaded. Not part of the version.</summary>
    public INeverBlock? NeverBlock { get; init; }

    /// <summary>True where the address, or the asset that has it, is in the protected set or on a never-block list.</summary>
    public bool IsProtected(IPAddress address) =>
        Protection.Networks.Any(n => n.Contains(address)) || (AssetAt(address) is { } asset && IsProtected(asset.Id)) || NeverBlock?.Why(address) is not null;

    public bool IsProtected(AssetId asset) => Protection.Assets.Contains(asset);

    public bool Equals(CityModel? other) => other is not null && Id == other.Id && Version == other.Version;

    public override int GetHashCode() => HashCode.Combine(Id, Version);
}
