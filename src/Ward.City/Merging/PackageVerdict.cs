namespace Ward.City.Merging;

/// <summary>What a weakness comes to on one asset, by what is installed there.</summary>
/// <param name="Verdicts">One a source: its record, with state and package.</param>
/// <param name="Unknown">Packages of which it cannot be told, in words; null where there are none.</param>
/// <param name="Idle">Packages that have it, and do not run; null where there are none.</param>
internal sealed record PackageVerdict(string Asset, IReadOnlyList<CityRecord> Verdicts, string? Unknown, string? Idle);
