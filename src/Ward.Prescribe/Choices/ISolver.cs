using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Choices;

/// <summary>Finds a cheapest set of measures. Deterministic as long as no deadline strikes: the limit counts work. Thread-safe.</summary>
public interface ISolver
{
    /// <param name="steps">Most work.</param>
    /// <param name="deadline">Ends the search whatever its work; the best plan so far is told then, with what bound it has.</param>
    SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline);
}
