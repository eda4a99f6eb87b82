namespace Ward.Prescribe.Choices;

/// <summary>Finds a cheapest set of measures. Deterministic: limits count work, not time. Thread-safe.</summary>
public interface ISolver
{
    SolverAnswer Solve(CutProblem problem, long steps);
}
