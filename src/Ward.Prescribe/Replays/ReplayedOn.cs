using Ward.Prescribe.Choices;

namespace Ward.Prescribe.Replays;

/// <summary>A past decision on one model of its city.</summary>
/// <param name="Again">What is chosen there now; null where that was not asked for.</param>
/// <param name="Words">What came of it, one sentence each.</param>
public sealed record ReplayedOn(string CityVersion, PlanReview Review, Prescription? Again, IReadOnlyList<string> Words);
