namespace Ward.Predict.AttackGraphs;

/// <summary>
/// Finds what of a situation is alive. Forward first (Dijkstra 1959 as Knuth 1977 generalised it: a joint node is reached with the last premise that it needs), so that a joint
/// node that lacks a premise is never reached; then back from the services over what was reached alone. The distances that a city version knows beforehand take one
/// premise to suffice: they are good enough to bound the first search, and far too near to plan by, since whoever may send packets would seem to have every credential.
/// </summary>
internal sealed class LiveSearch(Situation situation)
{
    private readonly AttackGraph graph = situation.Graph;
    private readonly double far = -Math.Log(situation.Graph.LeastProbability);
    private readonly List<int> order = [];

    public LiveSteps Run()
    {
        var scratch = graph.Rent(situation.NodeCount);
        try
        {
            Forward(scratch);
            Back(scratch);
            return Make(scratch);
        }
        finally
        {
            graph.Return(scratch);
        }
    }

    private void Forward(LiveScratch scratch)
    {
        var (distance, via, nearest, queue) = (scratch.At, scratch.Via, graph.ToNearest, scratch.Queue);
        foreach (var stand in situation.Stands) Reach(stand.Node, stand.Offset, -1);
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            scratch.Rank[node] = order.Count;
            order.Add(node);
            var (from, before) = situation.Out(node);
            for (var e = from; e < before; e++)
            {
                var head = situation.Head(e);
                var next = at + situation.Weight(e);
                if (next >= distance[head] || next + nearest[head] > far) continue;
                if (graph.Required(head) is var needed and > 1)
                {
                    // Premises come nearest first, so the one that completes it is the farthest of those that it needs.
                    if (scratch.Came[head]++ == 0) scratch.Touch(head);
                    if (scratch.Came[head] < needed) continue;
                }

                Reach(head, next, e);
            }
        }

        void Reach(int node, double at, int edge)
        {
            if (at > far) return;
            if (double.IsPositiveInfinity(distance[node])) scratch.Touch(node);
            (distance[node], via[node]) = (at, edge);
            queue.Enqueue(node, at);
        }
    }

    private void Back(LiveScratch scratch)
    {
        var (distance, ahead, queue) = (scratch.At, scratch.Ahead, scratch.Queue);
        var weights = graph.Weights;
        var tails = graph.Tails;
        for (var s = 0; s < graph.City.Services.Count; s++)
            if (double.IsFinite(distance[graph.GoalsFrom + s]))
            {
                ahead[graph.GoalsFrom + s] = 0;
                queue.Enqueue(graph.GoalsFrom + s, 0);
            }

        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > ahead[node]) continue;
            foreach (var e in graph.In(node))
            {
                var (tail, next) = (tails[e], at + weights[e]);
                if (next >= ahead[tail] || !(distance[tail] + next <= far)) continue;
                ahead[tail] = next;
                queue.Enqueue(tail, next);
            }
        }

        foreach (var stand in situation.Stands.Where(s => double.IsFinite(distance[s.Node])))
            for (var e = stand.FirstEdge; e < stand.BeforeEdge; e++) ahead[stand.Node] = Math.Min(ahead[stand.Node], situation.Weight(e) + ahead[situation.Head(e)]);
    }

    private LiveSteps Make(LiveScratch scratch)
    {
        var nodes = order.FindAll(n => double.IsFinite(scratch.Ahead[n]));
        var local = new Dictionary<int, int>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++) local[nodes[i]] = i;
        var (first, head, number, condition) = (new int[nodes.Count + 1], new List<int>(), new List<int>(), new List<bool>());
        for (var i = 0; i < nodes.Count; i++)
        {
            var (from, before) = situation.Out(nodes[i]);
            for (var e = from; e < before; e++)
            {
                var to = situation.Head(e);
                if (!(scratch.At[nodes[i]] + situation.Weight(e) + scratch.Ahead[to] <= far)) continue;
                head.Add(local[to]);
                number.Add(e);
                condition.Add(situation.Required(to) > 1 && scratch.Rank[nodes[i]] < scratch.Rank[situation.Edge(scratch.Via[to]).Tail]);
            }

            first[i + 1] = head.Count;
        }

        return new(
            situation, local, [.. nodes], [.. nodes.Select(n => scratch.At[n])], [.. nodes.Select(n => scratch.Ahead[n])], [.. nodes.Select(n => scratch.Via[n])],
            first, [.. head], [.. number], [.. condition]);
    }
}
