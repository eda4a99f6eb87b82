using System.Net;

namespace Ward.City.Assets;

/// <param name="Addresses">Addresses by which the asset is seen; the first is the one that measures name.</param>
/// <param name="Ports">What listens on it.</param>
/// <param name="Names">Host names by which logs call it, compared without case.</param>
public sealed record Asset(
    AssetId Id,
    string Name,
    ZoneId Zone,
    AssetKind Kind,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyList<ListeningPort> Ports,
    IReadOnlyList<string> Names)
{
    /// <summary>MAC addresses, serial, vendor, model, version, CPE names.</summary>
    public AssetMake Make { get; init; } = AssetMake.Unknown;

    /// <summary>Where it stands, or null where nobody said.</summary>
    public GeoPosition? Position { get; init; }
}
