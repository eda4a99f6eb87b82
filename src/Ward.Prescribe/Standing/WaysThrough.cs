using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Standing;

/// <summary>The likeliest ways that have a step which a measure lengthens. Nothing else that may be chosen changes them.</summary>
internal static class WaysThrough
{
    /// <summary>
    /// -ln of the likeliest such way to each service, by its index; services to which none is likelier than <see cref="RiskField.Least"/> are left out. At a joint node
    /// one premise has the step, and of the others the nearest suffice.
    /// </summary>
    public static Dictionary<int, double> From(Situation situation, Stand from, Measure measure)
    {
        var far = -Math.Log(RiskField.Least);
        var (plain, premises) = Plain(situation, from, far);
        var (distance, found, queue) = (new Dictionary<int, double>(), new Dictionary<int, double>(), new PriorityQueue<int, double>());
        foreach (var (node, at) in plain)
        {
            var (first, before) = situation.Out(node);
            for (var e = first; e < before; e++)
                if (at + situation.Weight(e) <= far && measure.Lengthens(situation, situation.Edge(e)) > 0) Reach(e, at + situation.Weight(e));
        }

        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            if (situation.Graph.ServiceOf(node) is var s and >= 0) found.TryAdd(s, at);
            var (first, before) = situation.Out(node);
            for (var e = first; e < before; e++) Reach(e, at + situation.Weight(e));
        }

        return found;

        void Reach(int edge, double next)
        {
            var head = situation.Head(edge);
            if (situation.Required(head) is var needed and > 1) next = Math.Max(next, Others(head, edge, needed - 1));
            if (next > far || (distance.TryGetValue(head, out var known) && known <= next)) return;
            distance[head] = next;
            queue.Enqueue(head, next);
        }

        double Others(int joint, int edge, int count) =>
            premises.TryGetValue(joint, out var come) ? come.Where(p => p.Edge != edge).Select(p => p.At).Order().Skip(count - 1).FirstOrDefault(double.PositiveInfinity) : double.PositiveInfinity;
    }

    /// <summary>How far every node is, and by which edges joint ones are come to, from when on.</summary>
    private static (Dictionary<int, double> Distance, Dictionary<int, List<(int Edge, double At)>> Premises) Plain(Situation situation, Stand from, double far)
    {
        var (distance, premises, done, queue) = (new Dictionary<int, double> { [from.Node] = from.Offset }, new Dictionary<int, List<(int Edge, double At)>>(), new HashSet<int>(), new PriorityQueue<int, double>());
        queue.Enqueue(from.Node, from.Offset);
        while (queue.TryDequeue(out var node, out var at))
        {
            if (!done.Add(node)) continue;
            var (first, before) = situation.Out(node);
            for (var e = first; e < before; e++)
            {
                var (head, next) = (situation.Head(e), at + situation.Weight(e));
                if (next > far) continue;
                if (situation.Required(head) is var needed and > 1)
                {
                    var come = premises.TryGetValue(head, out var known) ? known : premises[head] = [];
                    come.Add((e, next));
                    if (come.Count < needed) continue;
                }

                if (distance.TryGetValue(head, out var nearer) && nearer <= next) continue;
                distance[head] = next;
                queue.Enqueue(head, next);
            }
        }

        return (distance, premises);
    }
}
