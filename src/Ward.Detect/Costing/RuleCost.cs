using Ward.Standards.Sigma;

namespace Ward.Detect.Costing;

/// <summary>What one detection rule costs over some events.</summary>
/// <param name="Eligible">Events of a log source at which the rule looks.</param>
/// <param name="Evaluated">Events for which the index could not say no, so that its condition had to be evaluated.</param>
/// <param name="Matched">Events that satisfy it.</param>
/// <param name="Time">Spent on its condition, all events together, in the quickest pass; what rules share is on the bill of the first that asks.</param>
/// <param name="WaitsForNothing">True where nothing must be there before it can hold, so that it is evaluated for every eligible event.</param>
public sealed record RuleCost(SigmaHeader Rule, long Eligible, long Evaluated, long Matched, TimeSpan Time, bool WaitsForNothing);
