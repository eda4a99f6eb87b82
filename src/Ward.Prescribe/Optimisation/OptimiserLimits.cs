using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Optimisation;

/// <summary>How much work an answer may take. Counted, so that a replay repeats; a live choice may be timed besides.</summary>
public sealed record OptimiserLimits
{
    /// <summary>An iteration of the linear master in states looked at; about as long.</summary>
    internal const long Iteration = 200;

    /// <summary>The same for a node of the whole-number search.</summary>
    internal const long Node = 20_000;

    /// <summary>States looked at in searches, with iterations and nodes of the master weighed as what they cost. Default 40,000,000.</summary>
    public long Work { get; init; } = 40_000_000;

    /// <summary>Relaxations at most. Default 500.</summary>
    public int Rounds { get; init; } = 500;

    /// <summary>Nodes of one whole-number search at most. Default 1,000.</summary>
    public long Nodes { get; init; } = 1_000;

    /// <summary>When the search ends whatever its work; what it has by then is told with its bound. None by default.</summary>
    public Deadline Deadline { get; init; } = Deadline.None;

    /// <summary>A plan counts as proven where (cost - bound) / cost is at most this. Default one part in a million.</summary>
    public double Gap { get; init; } = 1e-6;
}
