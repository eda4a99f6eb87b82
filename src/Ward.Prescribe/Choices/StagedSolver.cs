using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Prescribe.Choices;

/// <summary>
/// Most incidents are small: branch and bound proves them at once, in this process. What that does not prove within a first share of the
/// work goes to the optimiser over flat arrays, whose plan is verified before it is used; where that is not proven either (no solver, or
/// a fault of it), branch and bound goes on to the end of the work, and the better of the plans is told with the better bound.
/// </summary>
/// <param name="masters">Where linear programs are solved.</param>
/// <param name="atOnce">Work of the first attempt.</param>
public sealed class StagedSolver(IMasterSource masters, long atOnce = 50_000) : ISolver
{
    /// <summary>States of the optimiser's searches for each unit of work that is left.</summary>
    private const long Each = 10;

    /// <summary>Of the time until a deadline, what the first attempt may take.</summary>
    private const double AtOnce = 0.3;

    private readonly LazyCuts cuts = new();

    public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline)
    {
        var first = cuts.Solve(problem, Math.Min(steps, atOnce), steps <= atOnce ? deadline : deadline.Part(AtOnce));
        if (steps <= atOnce || first is SolverAnswer.Optimal or SolverAnswer.Impossible { Proven: true }) return first;
        var second = Flat(problem, first, steps - atOnce, deadline);
        return second is SolverAnswer.Optimal or SolverAnswer.Impossible { Proven: true } || deadline.IsPast ? second : Better(second, cuts.Solve(problem, steps - atOnce, deadline));
    }

    private SolverAnswer Flat(CutProblem problem, SolverAnswer first, long steps, Deadline deadline)
    {
        if (problem.Flat() is not { } flat) return first;
        SolverAnswer told = new Optimiser(masters).Solve(flat, new() { Work = steps * Each, Deadline = deadline }) switch
        {
            OptimiserAnswer.Infeasible when problem.FlatAsksMore => first,
            OptimiserAnswer.Optimal a when problem.FlatAsksMore && PlanVerifier.Refutes(flat, a.Set, a.Cost) is null => new SolverAnswer.Feasible(a.Set, a.Cost, 0, first.Paths),
            OptimiserAnswer.Feasible a when problem.FlatAsksMore && PlanVerifier.Refutes(flat, a.Set, a.Cost) is null => new SolverAnswer.Feasible(a.Set, a.Cost, 0, first.Paths),
            OptimiserAnswer.Optimal a when PlanVerifier.Refutes(flat, a.Set, a.Cost) is null => new SolverAnswer.Optimal(a.Set, a.Cost, first.Paths),
            OptimiserAnswer.Feasible a when PlanVerifier.Refutes(flat, a.Set, a.Cost) is null => new SolverAnswer.Feasible(a.Set, a.Cost, a.Bound, first.Paths),
            OptimiserAnswer.Infeasible a => new SolverAnswer.Impossible([.. a.Conflicts.Select(Cuts).OfType<int[]>()], true, first.Paths),
            OptimiserAnswer.Optimal or OptimiserAnswer.Feasible or OptimiserAnswer.Open => first,
            _ => throw new InvalidOperationException("unknown answer"),
        };
        return Better(first, told);
    }

    private static int[]? Cuts(Conflict conflict) => conflict switch
    {
        Conflict.Way way => [.. way.By.Concat(way.Barred).Order()],
        Conflict.Given given => [.. given.Measures],
        Conflict.Rule => null,
        _ => throw new InvalidOperationException("unknown conflict"),
    };

    private static SolverAnswer Better(SolverAnswer one, SolverAnswer other) => (one, other) switch
    {
        // A plan that was looked at refutes the proof that there is none, or none as cheap: effects are rounded down on the way to the optimiser.
        (SolverAnswer.Feasible, SolverAnswer.Impossible) => one,
        (SolverAnswer.Feasible a, SolverAnswer.Optimal b) when a.Cost < b.Cost - 1e-9 => one,
        (_, SolverAnswer.Optimal or SolverAnswer.Impossible { Proven: true }) => other,
        (SolverAnswer.Feasible a, SolverAnswer.Feasible b) when Math.Max(a.Bound, b.Bound) >= Cheaper(a, b).Cost - 1e-9 => new SolverAnswer.Optimal(Cheaper(a, b).Set, Cheaper(a, b).Cost, Cheaper(a, b).Paths),
        (SolverAnswer.Feasible a, SolverAnswer.Feasible b) => Cheaper(a, b) with { Bound = Math.Max(a.Bound, b.Bound) },
        _ => other,
    };

    private static SolverAnswer.Feasible Cheaper(SolverAnswer.Feasible a, SolverAnswer.Feasible b) => a.Cost <= b.Cost ? a : b;
}
