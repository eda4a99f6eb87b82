namespace Ward.Server.Application.Views;

/// <summary>A past decision on one model of the city.</summary>
/// <param name="Holds">Whether the recorded plan stands up to the rules and the independent check there.</param>
/// <param name="Faults">Why not, one sentence each.</param>
/// <param name="AsRecorded">True where cost and residuals are those that were recorded.</param>
/// <param name="Cost">What the plan costs there.</param>
/// <param name="Again">What is chosen there now; null where that was not asked for.</param>
/// <param name="Words">What came of it, one sentence each.</param>
public sealed record ReplayedView(string CityVersion, bool Holds, IReadOnlyList<string> Faults, bool AsRecorded, double Cost, IReadOnlyList<ResidualView> Residual, RechosenView? Again, IReadOnlyList<string> Words);
