namespace Ward.Standards.Stix.Matching;

/// <summary>One observed-data object and what was observed (STIX 2.1, 4.14).</summary>
/// <param name="First">UTC.</param>
/// <param name="Last">UTC, not before <paramref name="First"/>.</param>
/// <param name="Times">number_observed, at least 1.</param>
public sealed record StixObservation(DateTimeOffset First, DateTimeOffset Last, int Times, IObservedObjects Objects);
