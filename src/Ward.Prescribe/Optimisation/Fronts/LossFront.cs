using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation.Fronts;

/// <summary>
/// Least expected loss within a budget, by a stated surrogate: a goal is lost with the probability of its most probable way alone, so the
/// loss of a plan is the sum of loss x exp(-length). Plans are the cheapest ones that keep every goal's share of that under a level, for
/// falling levels; what is told is the front of those plans. A plan between two levels may be better still: the levels say how fine it is.
/// </summary>
public sealed class LossFront(IMasterSource masters)
{
    /// <summary>Cheapest first, the plan that does nothing included. Levels that no plan can keep are left out.</summary>
    /// <param name="problem">The limits of its goals are replaced.</param>
    /// <param name="losses">By goal, what is lost where it is reached; at least 0.</param>
    /// <param name="levels">How many, at least 1; each half of the one before, from the greatest expected loss of a goal today.</param>
    /// <exception cref="ArgumentException">Losses do not fit the goals.</exception>
    public IReadOnlyList<FrontPoint> Of(InterdictionProblem problem, IReadOnlyList<double> losses, int levels, OptimiserLimits? limits = null)
    {
        if (losses.Count != problem.Goals.Count || losses.Any(l => !(l >= 0) || double.IsInfinity(l))) throw new ArgumentException($"{losses.Count} losses for {problem.Goals.Count} goals, each finite and at least 0", nameof(losses));
        var found = new List<FrontPoint>();
        var memory = new OptimiserMemory();
        var level = double.PositiveInfinity;
        for (var i = 0; i <= levels; i++)
        {
            var asked = At(problem, losses, level);
            var (set, cost, proven) = new Optimiser(masters).Solve(asked, limits, memory) switch
            {
                OptimiserAnswer.Optimal a => (a.Set, a.Cost, true),
                OptimiserAnswer.Feasible a => (a.Set, a.Cost, false),
                OptimiserAnswer.Infeasible or OptimiserAnswer.Open => ((int[]?)null, 0.0, false),
                _ => throw new InvalidOperationException("unknown answer"),
            };
            if (set is not null) found.Add(new(set, cost, Loss(problem, losses, set), level, proven));
            level = i == 0 ? Shares(problem, losses, []).DefaultIfEmpty(0).Max() / 2 : level / 2;
            if (level <= 0) break;
        }

        return Front(found);
    }

    /// <summary>The plan of the front that leaves least within the budget, or null where not even the cheapest fits.</summary>
    public static FrontPoint? Within(IReadOnlyList<FrontPoint> front, double budget) => front.LastOrDefault(p => p.Cost <= budget + InterdictionProblem.Even);

    /// <summary>The surrogate of a plan, over the whole graph.</summary>
    public static double Loss(InterdictionProblem problem, IReadOnlyList<double> losses, IReadOnlyList<int> set) => Shares(problem, losses, set).Sum();

    private static InterdictionProblem At(InterdictionProblem problem, IReadOnlyList<double> losses, double level) =>
        problem with { Goals = [.. problem.Goals.Select((g, i) => g with { Limit = losses[i] <= level ? 0 : -Math.Log(level / losses[i]) })] };

    private static IEnumerable<double> Shares(InterdictionProblem problem, IReadOnlyList<double> losses, IReadOnlyList<int> set)
    {
        // Lengths are followed without an end: what is far still counts.
        var open = problem with { Goals = [.. problem.Goals.Select(g => g with { Limit = double.PositiveInfinity })] };
        foreach (var within in problem.Goals.Select(g => g.Within).Distinct().ToList())
        {
            var lengths = PlanVerifier.Lengths(open, set.ToHashSet(), within);
            for (var i = 0; i < losses.Count; i++)
                if (problem.Goals[i].Within.Equals(within)) yield return losses[i] * Math.Exp(-lengths[problem.Goals[i].State]);
        }
    }

    private static List<FrontPoint> Front(List<FrontPoint> found)
    {
        var front = new List<FrontPoint>();
        foreach (var point in found.OrderBy(p => p.Cost).ThenBy(p => p.Loss))
            if (front.Count == 0 || point.Loss < front[^1].Loss - 1e-12) front.Add(point);
        return front;
    }
}
