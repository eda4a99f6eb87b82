namespace Ward.Prescribe.Choices;

/// <summary>What a solver can say.</summary>
/// <param name="Paths">Every path that was met, as the measures that cut it; still true for a narrower problem on the same graph.</param>
public abstract record SolverAnswer(IReadOnlyList<int[]> Paths)
{
    /// <summary>No cheaper set exists.</summary>
    public sealed record Optimal(int[] Set, double Cost, IReadOnlyList<int[]> Paths) : SolverAnswer(Paths);

    /// <summary>The set cuts every path; the work ended before it was proven cheapest.</summary>
    /// <param name="Bound">No set costs less.</param>
    public sealed record Feasible(int[] Set, double Cost, double Bound, IReadOnlyList<int[]> Paths) : SolverAnswer(Paths);

    /// <summary>No allowed set cuts all of these paths together.</summary>
    /// <param name="Conflict">Where it was proven: paths none of which can be left out of the contradiction; else all that were met.</param>
    public sealed record Impossible(IReadOnlyList<int[]> Conflict, bool Proven, IReadOnlyList<int[]> Paths) : SolverAnswer(Paths);
}
