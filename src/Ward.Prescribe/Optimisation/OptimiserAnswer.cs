namespace Ward.Prescribe.Optimisation;

/// <summary>What the optimiser can say. Sets are numbers of measures, sorted.</summary>
public abstract record OptimiserAnswer
{
    private OptimiserAnswer() { }

    public required OptimiserFigures Figures { get; init; }

    /// <summary>No plan costs less than the bound, which is the cost (within one part in a million).</summary>
    public sealed record Optimal(int[] Set, double Cost, double Bound) : OptimiserAnswer;

    /// <summary>The plan meets everything; whether a cheaper one exists is open.</summary>
    /// <param name="Bound">No plan costs less.</param>
    /// <param name="Why">Why it was not proven.</param>
    public sealed record Feasible(int[] Set, double Cost, double Bound, string Why) : OptimiserAnswer
    {
        /// <summary>(cost - bound) / cost, 0..1.</summary>
        public double Gap => Cost > 0 ? Math.Max(0, (Cost - Bound) / Cost) : 0;
    }

    /// <summary>These demands cannot hold together.</summary>
    public sealed record Infeasible(IReadOnlyList<Conflict> Conflicts) : OptimiserAnswer;

    /// <summary>The work ended, or the solver failed, before a plan was found or shown to be impossible.</summary>
    public sealed record Open(string Why) : OptimiserAnswer;
}
