namespace Ward.Detect.Rules;

/// <summary>What one detection rule costs over a sample of events.</summary>
/// <param name="Detector">Its key.</param>
/// <param name="Evaluated">Events for which the index could not say no, so that its condition had to be evaluated.</param>
/// <param name="Matched">Events that satisfied it.</param>
/// <param name="Time">Spent on its condition; what rules share is on the bill of the first that asks.</param>
/// <param name="WaitsForNothing">True where nothing must be there before it can hold, so that it is evaluated for every event of its log source.</param>
public sealed record LiveCost(string Detector, string Title, long Evaluated, long Matched, TimeSpan Time, bool WaitsForNothing);
