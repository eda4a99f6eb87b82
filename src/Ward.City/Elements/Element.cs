namespace Ward.City.Elements;

/// <summary>A defensive element of the city: where it stands and what it can stop.</summary>
/// <param name="Asset">The asset on which it runs.</param>
/// <param name="Guards">Conduits whose traffic passes through it (firewalls).</param>
/// <param name="Fronts">Assets whose web traffic it serves (web servers, proxies).</param>
public sealed record Element(
    ElementId Id,
    ElementKind Kind,
    AssetId Asset,
    IReadOnlyList<Conduit> Guards,
    IReadOnlyList<AssetId> Fronts);
