namespace Ward.Detect.Risk;

/// <summary>The risk of one entity at one moment, with its reasons.</summary>
/// <param name="Points">The sum of the reasons and of <paramref name="Others"/>; 50 is one attempt of high level.</param>
/// <param name="QuietPoints">The part of it that comes from findings which alone are no reason to look up.</param>
/// <param name="Reasons">Most points first.</param>
/// <param name="Others">Points of detectors that were too many to be remembered singly.</param>
/// <param name="Trend">Points at the end of each of the last 24 hours of event time, oldest first; the last is now.</param>
/// <param name="Since">Event time of the first finding remembered, UTC.</param>
/// <param name="Last">Event time of the newest finding, UTC.</param>
/// <param name="Told">Event time at which it was told of as a finding of its own, UTC; null where it never was.</param>
public sealed record EntityRisk(
    Entity Entity, double Points, double QuietPoints, IReadOnlyList<RiskReason> Reasons, double Others, IReadOnlyList<double> Trend,
    DateTimeOffset Since, DateTimeOffset Last, DateTimeOffset? Told);
