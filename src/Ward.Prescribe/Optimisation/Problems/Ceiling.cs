namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>What a plan may add up to: a blast budget, what a service may lose (1 - its floor), hours of work.</summary>
/// <param name="Name">Said where it is part of a contradiction.</param>
/// <param name="Measures">Each at most once.</param>
/// <param name="Weights">Of each, at least 0.</param>
public sealed record Ceiling(string Name, int[] Measures, double[] Weights, double Limit);
