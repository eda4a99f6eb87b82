using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Choices;

/// <summary>
/// Exact by lazy path cuts: the master (branch and bound over the paths met so far) proposes a set, the separator answers with a
/// path that it leaves; each round also completes the proposal greedily, which gives a plan that may be used at any time.
/// It ends when the proposal leaves no path, or when the best plan costs no more than the master's bound.
/// </summary>
internal sealed class LazyCuts : ISolver
{
    private const double Even = 1e-9;

    public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline)
    {
        var pool = new CutPool(problem);
        foreach (var path in problem.Given) pool.Add(path);
        int[]? best = null;
        var (bestCost, bound) = (double.PositiveInfinity, 0.0);
        while (true)
        {
            var master = new BranchAndBound(problem, pool, deadline);
            var proven = master.Run(bestCost, ref steps);
            bound = Math.Max(bound, master.Bound);
            if (master.Best is null && best is null && proven) return Contradiction(problem, pool, deadline, ref steps);
            if (master.Best is null || bestCost <= bound + Even || IsOver(deadline, ref steps)) break;

            var set = new List<int>(master.Best);
            var met = Complete(problem, pool, set, deadline, ref steps, out var complete);
            if (complete)
            {
                var plan = Reduced(problem, set, deadline, ref steps);
                var cost = problem.Cost(plan);
                if (cost < bestCost - Even) (best, bestCost) = (plan, cost);
                if (met == 0 && proven) return new SolverAnswer.Optimal(plan, cost, pool.Paths);
                if (met == 0) break;
            }

            if (bestCost <= bound + Even || IsOver(deadline, ref steps)) break;
        }

        if (best is null) return new SolverAnswer.Impossible(pool.Paths, false, pool.Paths);
        return bestCost <= bound + Even
            ? new SolverAnswer.Optimal(best, bestCost, pool.Paths)
            : new SolverAnswer.Feasible(best, bestCost, Math.Min(bound, bestCost), pool.Paths);
    }

    /// <summary>No work is left at the deadline.</summary>
    private static bool IsOver(Deadline deadline, ref long steps)
    {
        if (steps > 0 && deadline.IsPast) steps = 0;
        return steps <= 0;
    }

    /// <summary>Adds the cheapest allowed measure for each path that the set leaves, and every path to the pool.</summary>
    private static int Complete(CutProblem problem, CutPool pool, List<int> set, Deadline deadline, ref long steps, out bool complete)
    {
        var met = 0;
        complete = false;
        while (!IsOver(deadline, ref steps))
        {
            if (problem.Uncut(set, ref steps) is not { } path)
            {
                complete = true;
                return met;
            }

            pool.Add(path);
            met++;
            var (cheapest, least) = (-1, double.PositiveInfinity);
            foreach (var m in path)
            {
                if (problem.Barred(m)) continue;
                set.Add(m);
                var cost = problem.Cost(set);
                set.RemoveAt(set.Count - 1);
                if (cost < least) (cheapest, least) = (m, cost);
            }

            if (cheapest < 0) return met;
            set.Add(cheapest);
        }

        return met;
    }

    /// <summary>Drops what the rest makes needless, dearest first.</summary>
    private static int[] Reduced(CutProblem problem, List<int> set, Deadline deadline, ref long steps)
    {
        var given = problem.Given;
        foreach (var m in set.OrderByDescending(problem.Additive).ThenByDescending(m => m).ToList())
        {
            if (set.Count == 1 || IsOver(deadline, ref steps)) break;
            var at = set.IndexOf(m);
            set.RemoveAt(at);
            var needed = given.Any(path => !path.Any(set.Contains)) || problem.Uncut(set, ref steps) is not null;
            if (needed) set.Insert(at, m);
        }

        return [.. set.Order()];
    }

    /// <summary>Leaves out of the contradiction every path that it does not need (deletion filter).</summary>
    private static SolverAnswer.Impossible Contradiction(CutProblem problem, CutPool pool, Deadline deadline, ref long steps)
    {
        var kept = pool.Paths.ToList();
        for (var i = kept.Count - 1; i >= 0 && !IsOver(deadline, ref steps); i--)
        {
            var without = new CutPool(problem);
            for (var j = 0; j < kept.Count; j++)
                if (j != i) without.Add(kept[j]);
            var master = new BranchAndBound(problem, without, deadline);
            if (master.Run(double.PositiveInfinity, ref steps) && master.Best is null) kept.RemoveAt(i);
        }

        return new(kept, true, pool.Paths);
    }
}
