using Ward.City;

namespace Ward.Prescribe.Standing;

/// <summary>What one service can be expected to lose in a month, in minutes of one person's work.</summary>
/// <param name="Likeliest">Probability of the likeliest way to it from outside or from wherever it is likeliest, times how often somebody begins there; 0..1.</param>
/// <param name="Way">That way, in one plain sentence.</param>
public sealed record ServiceRisk(ServiceId Service, double Before, double After, double Likeliest, string Way);
