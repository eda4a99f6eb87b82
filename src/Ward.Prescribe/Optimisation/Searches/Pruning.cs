using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>
/// Finds the region of a problem: a search back from the goals (each begins at minus its limit), then one forward from the
/// sources that drops a step as soon as what it has come and what must still come exceed every limit. Backward, joint states are
/// treated as if one premise sufficed, which never overestimates.
/// </summary>
internal static class Pruning
{
    /// <summary>The least, over the goals, of (length from the state) - limit; positive infinity where that is not below 0.</summary>
    public static double[] Slack(InterdictionProblem problem, Work work)
    {
        var slack = new double[problem.Graph.States];
        Array.Fill(slack, double.PositiveInfinity);
        var queue = new NearestFirst();
        foreach (var goal in problem.Goals)
            if (-goal.Limit < slack[goal.State] && goal.Limit > InterdictionProblem.Even)
            {
                slack[goal.State] = -goal.Limit;
                queue.Push(-goal.Limit, goal.State);
            }

        Lower(problem, slack, queue, work);
        return slack;
    }

    /// <summary>
    /// The same where a few steps weigh other than before, from what was found then: only states whose slack falls are looked at again. Where a
    /// step that carried one became heavier the old figure stays: it is too low, which keeps a little more than is needed and is never wrong.
    /// </summary>
    /// <param name="changed">Steps.</param>
    public static double[] Slack(InterdictionProblem problem, double[] known, IReadOnlyList<int> changed, Work work)
    {
        var slack = known.ToArray();
        var queue = new NearestFirst();
        foreach (var step in changed)
        {
            var (tail, next) = (problem.Graph.Tail(step), known[problem.Graph.Head(step)] + problem.Weights[step]);
            if (!(next < -InterdictionProblem.Even) || next >= slack[tail]) continue;
            slack[tail] = next;
            queue.Push(next, tail);
        }

        Lower(problem, slack, queue, work);
        return slack;
    }

    private static void Lower(InterdictionProblem problem, double[] slack, NearestFirst queue, Work work)
    {
        var (graph, weights) = (problem.Graph, problem.Weights);
        while (queue.TryPop(out var at, out var state))
        {
            if (at > slack[state]) continue;
            work.Left--;
            foreach (var step in graph.In(state))
            {
                var next = at + weights[step];
                var tail = graph.Tail(step);
                if (!(next < -InterdictionProblem.Even) || next >= slack[tail] || double.IsPositiveInfinity(weights[step])) continue;
                slack[tail] = next;
                queue.Push(next, tail);
            }
        }
    }

    public static Region Region(InterdictionProblem problem, double[] slack, Work work)
    {
        var (graph, weights) = (problem.Graph, problem.Weights);
        var distance = new double[graph.States];
        Array.Fill(distance, double.PositiveInfinity);
        var local = new int[graph.States];
        Array.Fill(local, -1);
        var open = graph.HasJoint ? new Dictionary<int, (int Left, double Latest)>() : null;
        var order = new List<int>();
        var queue = new NearestFirst();
        foreach (var source in problem.Sources)
            if (source.Offset < distance[source.State] && source.Offset + slack[source.State] < -InterdictionProblem.Even)
            {
                distance[source.State] = source.Offset;
                queue.Push(source.Offset, source.State);
            }

        while (queue.TryPop(out var at, out var state))
        {
            if (at > distance[state] || local[state] >= 0) continue;
            work.Left--;
            local[state] = order.Count;
            order.Add(state);
            var (from, before) = graph.Out(state);
            for (var e = from; e < before; e++)
            {
                var head = graph.Head(e);
                var next = at + weights[e];
                if (!(next + slack[head] < -InterdictionProblem.Even) || double.IsPositiveInfinity(next)) continue;
                if (open is not null && graph.IsJoint(head))
                {
                    var (left, latest) = open.TryGetValue(head, out var known) ? known : (graph.In(head).Length, 0.0);
                    open[head] = (left - 1, latest = Math.Max(latest, next));
                    if (left > 1) continue;
                    next = latest;
                }

                if (next >= distance[head]) continue;
                distance[head] = next;
                queue.Push(next, head);
            }
        }

        return new RegionBuilder(problem, slack, distance, local, order, open).Build();
    }
}
