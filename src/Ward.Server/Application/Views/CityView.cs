namespace Ward.Server.Application.Views;

/// <summary>The city as it is modelled.</summary>
public sealed record CityView(
    string Id, string Name, string Version, IReadOnlyList<ZoneView> Zones, IReadOnlyList<AssetView> Assets,
    IReadOnlyList<ServiceView> Services, IReadOnlyList<ElementView> Elements, int Accounts, int Flows, int Exposures);
