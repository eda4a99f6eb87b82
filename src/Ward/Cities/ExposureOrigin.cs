using Ward.City.Merging;

namespace Ward.Cities;

/// <summary>Who tells of an exposure.</summary>
/// <param name="Package">The installed packages that have the weakness; null where it is of no package.</param>
/// <param name="Remedy">The version that mends it, or what its advisory says to do; null where nobody says.</param>
public sealed record ExposureOrigin(Provenance From, string? Package, string? Remedy);
