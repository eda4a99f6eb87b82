using System.Net;

namespace Ward.City.Zones;

/// <param name="Kind">What the zone is for; operations zones are never acted in, only at their boundary.</param>
/// <param name="Networks">Address ranges that belong to the zone; may be empty for an external zone, which then holds every address that no other zone claims.</param>
public sealed record Zone(ZoneId Id, string Name, ZoneKind Kind, IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>Who looks after what is in it, and is asked for what no element can do; null where the city does not say.</summary>
    public string? Owner { get; init; }
}
