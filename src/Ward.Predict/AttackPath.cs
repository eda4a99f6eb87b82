using Ward.City;

namespace Ward.Predict;

/// <summary>One way from a foothold to a service.</summary>
/// <param name="Probability">Belief of the foothold times the product of the steps, 0..1.</param>
/// <param name="Hours">Sum of the steps' expected durations.</param>
/// <param name="Words">The path in one plain sentence.</param>
public sealed record AttackPath(
    ServiceId Goal,
    double Probability,
    double Hours,
    IReadOnlyList<AttackStep> Steps,
    string Words);
