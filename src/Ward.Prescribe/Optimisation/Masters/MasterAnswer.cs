namespace Ward.Prescribe.Optimisation.Masters;

/// <summary>What a master can say.</summary>
public abstract record MasterAnswer
{
    private MasterAnswer() { }

    /// <summary>The optimum.</summary>
    /// <param name="Values">By column.</param>
    /// <param name="Bound">No solution costs less, as the solver says.</param>
    /// <param name="Duals">By row, of a relaxation; empty otherwise.</param>
    /// <param name="Work">What it took: iterations, or nodes.</param>
    public sealed record Solved(double[] Values, double Bound, double[] Duals, long Work) : MasterAnswer;

    /// <summary>The work ended first.</summary>
    /// <param name="Values">The best known, or empty.</param>
    public sealed record Unfinished(double[] Values, double Bound, long Work) : MasterAnswer;

    /// <summary>No solution fits the rows.</summary>
    public sealed record Contradiction(long Work) : MasterAnswer;

    /// <summary>The solver failed, or there is none.</summary>
    public sealed record Faulted(string Reason) : MasterAnswer;
}
