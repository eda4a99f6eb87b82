namespace Ward.Standards.Stix.Matching;

/// <summary>When an observation was made and which expressions of a pattern it satisfies.</summary>
/// <param name="First">UTC.</param>
/// <param name="Last">Not before <paramref name="First"/>.</param>
/// <param name="Times">How many observations it stands for (number_observed), at least 1.</param>
/// <param name="Satisfies">Bit n: expression n of the pattern.</param>
public readonly record struct Sighting(DateTimeOffset First, DateTimeOffset Last, int Times, ulong Satisfies);
