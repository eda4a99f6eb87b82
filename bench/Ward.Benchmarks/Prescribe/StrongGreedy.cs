using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Benchmarks.Prescribe;

/// <summary>
/// What a careful person would do without an optimiser, on the whole graph and with code of its own: of the measures that touch a most
/// probable way to a goal that is still too probable, the one that lowers the goals' probability above what is tolerated most for its cost,
/// each tried for real; again until every goal is met; then what the rest makes needless is dropped, dearest first. Only the most promising
/// are tried (<see cref="Tried"/> a pick), and after <see cref="Trials"/> in all the promise decides alone: at a hundred thousand states a trial takes a tenth of a second.
/// </summary>
internal sealed class StrongGreedy(InterdictionProblem problem)
{
    private const int Tried = 24, Trials = 600;
    private readonly double[] distance = new double[problem.Graph.States];
    private readonly int[] by = new int[problem.Graph.States];
    private readonly HashSet<int> chosen = [];
    private readonly double far = problem.Goals.Max(g => g.Limit);
    private int trials;

    /// <summary>True where the cap on trials was reached.</summary>
    public bool IsCapped => trials >= Trials;

    /// <summary>The plan; null where it comes to no end (a way that no measure touches).</summary>
    public int[]? Run()
    {
        while (true)
        {
            Search();
            var excess = Excess();
            if (excess <= 0) break;
            var promising = Promise().OrderByDescending(p => p.Value / Cost(p.Key)).ThenBy(p => p.Key).Take(Tried).ToList();
            if (promising.Count == 0) return null;
            var (best, most) = (promising[0].Key, 0.0);
            if (!IsCapped)
                foreach (var (m, _) in promising)
                {
                    trials++;
                    chosen.Add(m);
                    Search();
                    chosen.Remove(m);
                    if ((excess - Excess()) / Cost(m) is var worth && worth > most) (best, most) = (m, worth);
                }

            chosen.Add(best);
        }

        foreach (var m in chosen.OrderByDescending(problem.Measures.Cost).ThenBy(m => m).ToList())
        {
            chosen.Remove(m);
            Search();
            if (Excess() > 0) chosen.Add(m);
        }

        return [.. chosen.Order()];
    }

    private double Cost(int measure) => problem.Measures.Cost(measure) + 1e-6;

    /// <summary>By how much the goals are more probable than tolerated.</summary>
    private double Excess() => problem.Goals.Sum(g => distance[g.State] < g.Limit - InterdictionProblem.Even ? Math.Exp(-distance[g.State]) - Math.Exp(-g.Limit) : 0);

    /// <summary>The excess of the goals whose most probable way each measure touches.</summary>
    private Dictionary<int, double> Promise()
    {
        var promise = new Dictionary<int, double>();
        foreach (var goal in problem.Goals)
        {
            if (!(distance[goal.State] < goal.Limit - InterdictionProblem.Even)) continue;
            var on = new HashSet<int>();
            for (var e = by[goal.State]; e >= 0; e = by[problem.Graph.Tail(e)])
                foreach (var m in problem.Measures.Of(e))
                    if (!problem.Measures.IsBarred(m) && !chosen.Contains(m)) on.Add(m);
            foreach (var m in on) promise[m] = promise.GetValueOrDefault(m) + Math.Exp(-distance[goal.State]) - Math.Exp(-goal.Limit);
        }

        return promise;
    }

    private void Search()
    {
        Array.Fill(distance, double.PositiveInfinity);
        var queue = new PriorityQueue<int, double>();
        foreach (var source in problem.Sources)
            if (source.Offset < distance[source.State])
            {
                (distance[source.State], by[source.State]) = (source.Offset, -1);
                queue.Enqueue(source.State, source.Offset);
            }

        while (queue.TryDequeue(out var state, out var at))
        {
            if (at > distance[state]) continue;
            var (from, before) = problem.Graph.Out(state);
            for (var e = from; e < before; e++)
            {
                var next = at + problem.Weights[e];
                var head = problem.Graph.Head(e);
                if (next >= distance[head] || next >= far) continue;
                var of = problem.Measures.Of(e);
                for (var i = 0; i < of.Length; i++)
                    if (chosen.Contains(of[i])) next += problem.Measures.Effects(e)[i];
                if (next >= distance[head] || next >= far) continue;
                (distance[head], by[head]) = (next, e);
                queue.Enqueue(head, next);
            }
        }
    }
}
