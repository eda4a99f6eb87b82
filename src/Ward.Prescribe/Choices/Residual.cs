using Ward.City;

namespace Ward.Prescribe.Choices;

/// <param name="Before">Probability of the most probable path without the plan.</param>
/// <param name="After">With it.</param>
/// <param name="Tolerated">What the city accepts.</param>
public sealed record Residual(ServiceId Service, double Before, double After, double Tolerated);
