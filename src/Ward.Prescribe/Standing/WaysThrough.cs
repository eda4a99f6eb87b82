using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Standing;

/// <summary>The likeliest ways that have a step which a measure lengthens. Nothing else that may be chosen changes them.</summary>
internal static class WaysThrough
{
    /// <summary>-ln of the likeliest such way to each service, by its index; services to which none is likelier than <see cref="RiskField.Least"/> are left out.</summary>
    public static Dictionary<int, double> From(Situation situation, Stand from, Measure measure)
    {
        var far = -Math.Log(RiskField.Least);
        // Every node twice: before and after such a step.
        var (distance, found) = (new Dictionary<(int Node, bool Through), double> { [(from.Node, false)] = from.Offset }, new Dictionary<int, double>());
        var queue = new PriorityQueue<(int Node, bool Through), double>();
        queue.Enqueue((from.Node, false), from.Offset);
        while (queue.TryDequeue(out var state, out var at))
        {
            if (at > distance[state]) continue;
            if (state.Through && situation.Graph.ServiceOf(state.Node) is var s and >= 0) found.TryAdd(s, at);
            var (first, before) = situation.Out(state.Node);
            for (var e = first; e < before; e++)
            {
                var next = at + situation.Weight(e);
                if (next > far) continue;
                var head = (situation.Head(e), state.Through || measure.Lengthens(situation, situation.Edge(e)) > 0);
                if (distance.TryGetValue(head, out var known) && known <= next) continue;
                distance[head] = next;
                queue.Enqueue(head, next);
            }
        }

        return found;
    }
}
