namespace Ward.City.Merging;

/// <summary>A weakness of installed packages on one asset that may become an exposure.</summary>
/// <param name="Urgency">The smaller, the sooner it is attacked (<see cref="SignalMerge.Urgency"/>).</param>
/// <param name="Weak">What sources say of it, the one that counts most first.</param>
internal sealed record PackageCandidate(string Asset, string Reference, double Urgency, IReadOnlyList<CityRecord> Weak);
