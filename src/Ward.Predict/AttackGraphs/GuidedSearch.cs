namespace Ward.Predict.AttackGraphs;

/// <summary>The most probable path where some steps are harder or stopped (A*, Hart 1968): distances on the whole graph are the estimate, which lengthening steps keeps admissible.</summary>
internal static class GuidedSearch
{
    public static double Length(Situation situation, IEnumerable<Stand> from, int service, Func<int, double> added)
    {
        var toGoal = situation.Graph.To(service);
        var far = -Math.Log(situation.Graph.LeastProbability);
        var goal = situation.Graph.GoalsFrom + service;
        var distance = new Dictionary<int, double>();
        var queue = new PriorityQueue<(int Node, double At), double>();
        foreach (var stand in from)
        {
            distance[stand.Node] = stand.Offset;
            queue.Enqueue((stand.Node, stand.Offset), stand.Offset);
        }

        while (queue.TryDequeue(out var next, out _))
        {
            if (next.Node == goal) return next.At;
            if (next.At > distance[next.Node]) continue;
            var (first, before) = situation.Out(next.Node);
            for (var e = first; e < before; e++)
            {
                var head = situation.Head(e);
                var at = next.At + situation.Weight(e);
                if (at + toGoal[head] > far || (distance.TryGetValue(head, out var known) && known <= at)) continue;
                at += added(e);
                if (at + toGoal[head] > far || (distance.TryGetValue(head, out known) && known <= at)) continue;
                distance[head] = at;
                queue.Enqueue((head, at), at + toGoal[head]);
            }
        }

        return double.PositiveInfinity;
    }
}
