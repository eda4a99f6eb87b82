namespace Ward.Predict.AttackGraphs;

/// <summary>One way into an asset for whoever reaches its port.</summary>
/// <param name="Head">Node gained.</param>
/// <param name="Exposure">Index of the exposure, or -1 for a prior.</param>
internal readonly record struct Way(StepKind Kind, int Head, int Port, double Probability, int Exposure);
