using System.Globalization;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation;

/// <summary>
/// Looks at a plan with other eyes than those that made it, on the whole problem: lengths by letting every state improve until none does
/// (no pruning, no heap, no order), then each rule by counting. Shares no code with the optimiser.
/// </summary>
public static class PlanVerifier
{
    /// <summary>What is wrong with the plan, or null where it holds.</summary>
    /// <param name="cost">What it is said to cost.</param>
    public static string? Refutes(InterdictionProblem problem, IReadOnlyList<int> set, double cost)
    {
        var chosen = new HashSet<int>();
        foreach (var m in set)
        {
            if ((uint)m >= (uint)problem.Measures.Count) return Say($"measure {m} does not exist");
            if (!chosen.Add(m)) return Say($"measure {m} is in it twice");
            if (problem.Measures.IsBarred(m)) return Say($"measure {m} is barred");
        }

        var total = chosen.Sum(problem.Measures.Cost) + (problem.Loss?.Of([.. chosen.Order()]) ?? 0);
        if (!(Math.Abs(total - cost) <= 1e-6 * Math.Max(1, Math.Abs(total)))) return Say($"it costs {total}, not {cost}");
        foreach (var ceiling in problem.Ceilings)
        {
            var sum = ceiling.Measures.Select((m, i) => chosen.Contains(m) ? ceiling.Weights[i] : 0).Sum();
            if (sum > ceiling.Limit + 1e-6) return Say($"'{ceiling.Name}' is {sum}, above {ceiling.Limit}");
        }

        foreach (var rule in problem.Redundancies)
        {
            var standing = rule.Members.Count(by => !by.Any(chosen.Contains));
            if (standing < rule.AtLeast) return Say($"'{rule.Name}' has {standing} left, below {rule.AtLeast}");
        }

        foreach (var list in problem.Given)
            if (!list.Any(chosen.Contains)) return "a given list is not met";
        foreach (var within in problem.Goals.Select(g => g.Within).Distinct())
        {
            var lengths = Lengths(problem, chosen, within);
            foreach (var goal in problem.Goals)
                if (goal.Within.Equals(within) && lengths[goal.State] < goal.Limit - (2 * InterdictionProblem.Even))
                    return Say($"goal {goal.State} can be reached by a way of length {lengths[goal.State]}, below {goal.Limit}");
        }

        return null;
    }

    /// <summary>-ln of the most probable way to each state under the plan; positive infinity beyond the longest limit.</summary>
    /// <param name="within">Hours; measures that take longer do not count.</param>
    public static double[] Lengths(InterdictionProblem problem, IReadOnlySet<int> chosen, double within)
    {
        var graph = problem.Graph;
        var far = problem.Goals.Count == 0 ? 0 : problem.Goals.Max(g => g.Limit);
        var length = new double[graph.States];
        Array.Fill(length, double.PositiveInfinity);
        var waiting = new Queue<int>();
        var queued = new bool[graph.States];
        foreach (var source in problem.Sources) Lower(source.State, source.Offset);
        while (waiting.TryDequeue(out var state))
        {
            queued[state] = false;
            var (from, before) = graph.Out(state);
            for (var e = from; e < before; e++)
            {
                var head = graph.Head(e);
                if (!graph.IsJoint(head))
                {
                    Lower(head, length[state] + Weight(e));
                    continue;
                }

                var latest = 0.0;
                foreach (var premise in graph.In(head)) latest = Math.Max(latest, length[graph.Tail(premise)] + Weight(premise));
                Lower(head, latest);
            }
        }

        return length;

        void Lower(int state, double to)
        {
            if (!(to < length[state]) || to > far) return;
            length[state] = to;
            if (queued[state]) return;
            queued[state] = true;
            waiting.Enqueue(state);
        }

        double Weight(int step)
        {
            var sum = problem.Weights[step];
            var of = problem.Measures.Of(step);
            var effects = problem.Measures.Effects(step);
            for (var i = 0; i < of.Length; i++)
                if (chosen.Contains(of[i]) && problem.Measures.Lead(of[i]) <= within) sum += effects[i];
            return sum;
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
