using Ward.Predict.AttackGraphs;

namespace Ward.Prescribe.Standing;

/// <summary>The likeliest way itself, where its length alone is not enough to tell of it.</summary>
internal static class Ways
{
    /// <summary>Edges in order, those of its conditions among them, and its length; null where no way is likelier than <see cref="RiskField.Least"/>.</summary>
    /// <param name="added">By edge, what is added to its length.</param>
    public static (List<int> Edges, double Length)? Likeliest(Situation situation, Stand from, int service, Func<int, double> added)
    {
        var goal = situation.Graph.GoalsFrom + service;
        var (distance, by) = (new Dictionary<int, double> { [from.Node] = from.Offset }, new Dictionary<int, int>());
        var (queue, gathering) = (new PriorityQueue<int, double>(), new Gathering());
        queue.Enqueue(from.Node, from.Offset);
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            if (node == goal) return (Gathering.Way(goal, Into, e => situation.Edge(e).Tail), at);
            var (first, before) = situation.Out(node);
            for (var e = first; e < before; e++)
            {
                var (head, next) = (situation.Head(e), at + situation.Weight(e));
                if (next > -Math.Log(RiskField.Least) || (distance.TryGetValue(head, out var known) && known <= next)) continue;
                next += added(e);
                if (situation.Required(head) is var needed and > 1) next = gathering.Come(head, needed, next, e);
                if (next > -Math.Log(RiskField.Least) || (distance.TryGetValue(head, out known) && known <= next)) continue;
                (distance[head], by[head]) = (next, e);
                queue.Enqueue(head, next);
            }
        }

        return null;

        IEnumerable<int> Into(int node) => situation.Required(node) > 1 ? gathering.Of(node).ToArray() : by.TryGetValue(node, out var edge) ? [edge] : [];
    }
}
