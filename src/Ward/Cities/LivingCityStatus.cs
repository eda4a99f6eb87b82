using Ward.City;

namespace Ward.Cities;

/// <summary>How the city in force came to be.</summary>
/// <param name="At">When it was taken into use; null before the first.</param>
/// <param name="Why">Why it became another, in words.</param>
/// <param name="Seen">Assets in it that only events tell of, with the event time of their first sight.</param>
/// <param name="Left">Devices for which there was no room.</param>
/// <param name="Origins">Who tells of it, and where they differ.</param>
/// <param name="Problems">Why the newest file is not in force; empty where it is.</param>
public sealed record LivingCityStatus(
    DateTimeOffset? At, string Why, IReadOnlyDictionary<AssetId, DateTimeOffset> Seen, long Left, CityOrigins Origins, IReadOnlyList<string> Problems)
{
    /// <summary>False where the city in force is its own file alone, though what was seen and advised belongs to it: the book cannot be read, or the merge is refused.</summary>
    public bool IsWhole { get; init; } = true;

    public static LivingCityStatus None { get; } = new(null, "", new Dictionary<AssetId, DateTimeOffset>(), 0, CityOrigins.None, []);
}
