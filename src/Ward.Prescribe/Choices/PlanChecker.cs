using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Choices;

/// <summary>
/// Looks at a plan with other eyes than those that made it: a plain Dijkstra over the whole graph, without pruning or estimates,
/// that asks of every step, from the city itself, by how much the measures lengthen it. A joint node is as far as the last premise that it needs.
/// </summary>
internal static class PlanChecker
{
    /// <summary>
    /// -ln of the most probable path that the plan leaves to each service that can still be reached with at least the probability
    /// <paramref name="least"/>, by index of the service.
    /// </summary>
    public static Dictionary<int, double> Left(Situation situation, IReadOnlyList<Stand> stands, IReadOnlyList<Measure> plan, double least)
    {
        var reach = new MeasureReach(situation);
        var far = -Math.Log(least);
        var distance = new Dictionary<int, double>();
        var queue = new PriorityQueue<int, double>();
        var left = new Dictionary<int, double>();
        var premises = new Dictionary<int, List<double>>();
        foreach (var stand in stands)
        {
            distance[stand.Node] = stand.Offset;
            queue.Enqueue(stand.Node, stand.Offset);
        }

        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            if (situation.Graph.ServiceOf(node) is var s and >= 0) left.TryAdd(s, at);
            var (from, before) = situation.Out(node);
            for (var e = from; e < before; e++)
            {
                var to = situation.Head(e);
                if (at + situation.Weight(e) > far || (distance.TryGetValue(to, out var known) && known <= at + situation.Weight(e))) continue;
                var next = at + situation.Weight(e) + reach.Lengthened(plan, e);
                if (situation.Required(to) is var needed and > 1)
                {
                    if (!premises.TryGetValue(to, out var come)) premises[to] = come = [];
                    come.Add(next);
                    if (come.Count < needed) continue;
                    next = come.Order().ElementAt(needed - 1);
                }

                if (next > far || (distance.TryGetValue(to, out known) && known <= next)) continue;
                distance[to] = next;
                queue.Enqueue(to, next);
            }
        }

        return left;
    }
}
