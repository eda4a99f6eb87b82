namespace Ward.Server.Application.Views;

/// <summary>What one rule costs, by a sample of the events since the rules were taken into use.</summary>
/// <param name="Nanoseconds">An event of the sample.</param>
/// <param name="Share">Of the time of all conditions, 0 to 1.</param>
/// <param name="Evaluated">Of the sample's events, the share for which its whole condition had to be evaluated, 0 to 1.</param>
/// <param name="Matched">Of the sample's events, how many satisfied it.</param>
/// <param name="WaitsForNothing">True where it asks nothing that an index could look for.</param>
public sealed record RuleCostView(string Detector, string Title, double Nanoseconds, double Share, double Evaluated, long Matched, bool WaitsForNothing);
