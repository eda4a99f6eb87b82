using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

/// <summary>The answer by looking at every subset of the measures: slow, plain, and sharing nothing with the product.</summary>
internal sealed class EverySubset(InterdictionProblem problem)
{
    public double Least()
    {
        var least = double.PositiveInfinity;
        for (var set = 0; set < 1 << problem.Measures.Count; set++)
        {
            var chosen = Set(set);
            var cost = Cost(chosen);
            if (cost < least && Allowed(chosen) && problem.Goals.All(g => Length(chosen, g) >= g.Limit - 1e-9)) least = cost;
        }

        return least;
    }

    /// <summary>Whether some subset meets all of these demands, whatever else.</summary>
    public bool Meets(IReadOnlyList<Conflict> demands) =>
        Enumerable.Range(0, 1 << problem.Measures.Count).Select(Set).Any(s => !s.Any(problem.Measures.IsBarred) && demands.All(d => Meets(s, d)));

    private bool Meets(int[] set, Conflict demand) => demand switch
    {
        Conflict.Given given => given.Measures.Any(set.Contains),
        Conflict.Rule { Name: "joint loss" } => !double.IsPositiveInfinity(problem.Loss!.Of(set)),
        Conflict.Rule rule => problem.Ceilings.Where(c => c.Name == rule.Name).All(c => Fits(set, c)) && problem.Redundancies.Where(r => r.Name == rule.Name).All(r => Stands(set, r)),
        Conflict.Way way => Along(set, way) >= problem.Goals[way.Goal].Limit - 1e-9,
        _ => throw new InvalidOperationException("unknown demand"),
    };

    /// <summary>Length of the way by itself: every other step is taken to be impossible.</summary>
    private double Along(int[] set, Conflict.Way way) => Length(set, problem.Goals[way.Goal], way.Steps.Contains);

    private int[] Set(int bits) => [.. Enumerable.Range(0, problem.Measures.Count).Where(m => (bits >> m & 1) == 1)];

    private double Cost(int[] set) => set.Sum(problem.Measures.Cost) + (problem.Loss?.Of(set) ?? 0);

    private bool Allowed(int[] set) =>
        !set.Any(problem.Measures.IsBarred) && problem.Ceilings.All(c => Fits(set, c)) && problem.Redundancies.All(r => Stands(set, r)) && problem.Given.All(g => g.Any(set.Contains));

    private static bool Fits(int[] set, Ceiling ceiling) => ceiling.Measures.Zip(ceiling.Weights).Sum(p => set.Contains(p.First) ? p.Second : 0) <= ceiling.Limit + 1e-9;

    private static bool Stands(int[] set, Redundancy rule) => rule.Members.Count(m => !m.Any(set.Contains)) >= rule.AtLeast;

    private double Length(int[] set, Goal goal, Func<int, bool>? only = null)
    {
        var graph = problem.Graph;
        var length = Enumerable.Range(0, graph.States).Select(s => problem.Sources.Where(x => x.State == s).Select(x => x.Offset).Append(double.PositiveInfinity).Min()).ToArray();
        var offset = length.ToArray();
        for (var round = 0; round <= graph.States; round++)
            for (var s = 0; s < graph.States; s++)
            {
                var into = Enumerable.Range(0, graph.Steps).Where(e => graph.Head(e) == s).ToList();
                if (into.Count == 0) continue;
                var each = into.Select(e => only is not null && !only(e) ? double.PositiveInfinity : length[graph.Tail(e)] + Weight(set, e, goal)).ToList();
                length[s] = Math.Min(offset[s], Math.Min(length[s], graph.IsJoint(s) ? each.Max() : each.Min()));
            }

        return length[goal.State];
    }

    private double Weight(int[] set, int step, Goal goal)
    {
        var sum = problem.Weights[step];
        for (var i = 0; i < problem.Measures.Of(step).Length; i++)
            if (set.Contains(problem.Measures.Of(step)[i]) && problem.Measures.Lead(problem.Measures.Of(step)[i]) <= goal.Within) sum += problem.Measures.Effects(step)[i];
        return sum;
    }
}
