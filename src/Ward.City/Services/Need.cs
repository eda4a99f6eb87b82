namespace Ward.City.Services;

/// <summary>At least <paramref name="AtLeast"/> of the named assets and services must run (k of n).</summary>
/// <param name="AtLeast">1 to the number of alternatives.</param>
public sealed record Need(IReadOnlyList<AssetId> Assets, IReadOnlyList<ServiceId> Services, int AtLeast);
