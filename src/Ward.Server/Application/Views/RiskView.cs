namespace Ward.Server.Application.Views;

/// <summary>The risk of one entity now, with its reasons.</summary>
/// <param name="Points">50 is one attempt of high level, fresh; fades on event time.</param>
/// <param name="QuietPoints">The part from findings that alone are no reason to look up.</param>
/// <param name="Others">Points of detectors that are no longer remembered singly.</param>
/// <param name="Told">When it was told of as a finding of its own, or null.</param>
/// <param name="Trend">Points at the end of each of the last 24 hours of event time, oldest first; the last is now.</param>
/// <param name="Reasons">Most points first.</param>
public sealed record RiskView(
    EntityView Entity, double Points, double QuietPoints, double Others, DateTimeOffset Since, DateTimeOffset Last, DateTimeOffset? Told,
    IReadOnlyList<double> Trend, IReadOnlyList<RiskReasonView> Reasons);
