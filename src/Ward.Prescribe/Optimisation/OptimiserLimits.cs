namespace Ward.Prescribe.Optimisation;

/// <summary>How much work an answer may take. Counted, never timed, so that a replay repeats.</summary>
public sealed record OptimiserLimits
{
    /// <summary>States looked at in searches, iterations of the master counted as ten each. Default 200,000,000.</summary>
    public long Work { get; init; } = 200_000_000;

    /// <summary>Relaxations at most. Default 500.</summary>
    public int Rounds { get; init; } = 500;

    /// <summary>Nodes of one whole-number search at most. Default 20,000.</summary>
    public long Nodes { get; init; } = 20_000;

    /// <summary>A plan counts as proven where (cost - bound) / cost is at most this. Default one part in a million.</summary>
    public double Gap { get; init; } = 1e-6;
}
