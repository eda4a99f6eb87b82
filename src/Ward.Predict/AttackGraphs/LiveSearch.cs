namespace Ward.Predict.AttackGraphs;

/// <summary>
/// Finds what of a situation is alive. Forward first (Dijkstra 1959 as Knuth 1977 generalised it: a joint node is reached with the last premise that it needs), so that a joint
/// node that lacks a premise is never reached; then back from the services over what was reached alone. The distances that a city version knows beforehand take one
/// premise to suffice: they are good enough to bound the first search, and far too near to plan by, since whoever may send packets would seem to have every credential.
/// Threats keep every way by which a condition may come true, since measures may leave any of them; ways to be told keep detours to a condition only as far as the whole stays probable.
/// </summary>
/// <param name="threats">False for <see cref="Situation.Live"/>, true for <see cref="Situation.Threats"/>.</param>
internal sealed class LiveSearch(Situation situation, bool threats)
{
    private readonly AttackGraph graph = situation.Graph;
    private readonly NearEdges near = threats ? situation.Graph.NearThreats : situation.Graph.NearGoals;
    private readonly NearEdges beyond = threats ? situation.Graph.NearThreats : situation.Graph.NearGoalsBeyond;
    private readonly double[] strong = threats ? situation.Graph.Slack : situation.Graph.ByCredentials;
    private readonly double sought = threats || situation.Graph.EdgeCount <= AttackGraph.WholeUpTo ? double.PositiveInfinity : -Math.Log(situation.Graph.Sought);
    private readonly double[] bound = threats ? situation.Graph.Slack : situation.Graph.ToNearest;

    /// <summary>Ways longer than this are of no interest; a threat is shorter than what is tolerated, so below 0.</summary>
    private readonly double far = threats ? -double.Epsilon : -Math.Log(situation.Graph.LeastProbability);
    private readonly List<int> live = [];
    private int settled;

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
        foreach (var stand in situation.Stands)
        {
            Lower(scratch, stand.Node, stand.Offset, -1);
            scratch.Queue.Enqueue(stand.Node, stand.Offset);
        }

        while (scratch.Queue.TryDequeue(out var node, out var at))
            if (at <= scratch.At[node]) Settle(scratch, node, at);
    }

    /// <summary>Follows the node, and at once what is certain from there: its length is final already.</summary>
    private void Settle(LiveScratch scratch, int from, double at)
    {
        scratch.Certain.Push(from);
        var weights = graph.Weights;
        while (scratch.Certain.TryPop(out var node))
        {
            scratch.Rank[node] = settled++;
            if (node >= graph.NodeCount)
            {
                var (first, before) = situation.Out(node);
                for (var e = first; e < before; e++)
                    if (at + situation.Weight(e) + bound[situation.Head(e)] <= far) Follow(scratch, e, situation.Head(e), at, at + situation.Weight(e));
                continue;
            }

            if (graph.AssetOf(node) is var asset and >= 0 && graph.Tables.ZoneOfAsset[asset] is var zone and >= 0) scratch.Entered.Add(zone);
            foreach (var e in (at <= sought ? near : beyond).Within(node, far - at))
                if (at + weights[e] is var next && (next <= sought || next <= at || next + strong[graph.Head(e)] <= far)) Follow(scratch, e, graph.Head(e), at, next);
        }
    }

    private void Follow(LiveScratch scratch, int edge, int head, double at, double next)
    {
        var distance = scratch.At;
        if (next >= distance[head]) return;
        if (graph.Required(head) is var needed and > 1)
        {
            // Premises come nearest first, so the one that completes it is the farthest of those that it needs.
            if (scratch.Came[head]++ == 0) scratch.Touch(head);
            if (scratch.Came[head] < needed) return;
        }

        Lower(scratch, head, next, edge);
        if (next <= at) scratch.Certain.Push(head);
        // Who is in the zone gains nothing by another asset that only sends packets: its length is known, and nothing follows from it.
        else if (head >= graph.GoalsFrom || graph.PlainZones[head >> 1] is not (var plain and >= 0) || !scratch.Entered.Contains(plain)) scratch.Queue.Enqueue(head, next);
        else if ((head & 1) == 1 && next < distance[head - 1]) Lower(scratch, head - 1, next, Included(head));
    }

    /// <summary>The edge by which an administrator is a user.</summary>
    private int Included(int administrator)
    {
        var (edge, before) = graph.Out(administrator);
        while (edge < before && graph.Kind(edge) != StepKind.Includes) edge++;
        return edge;
    }

    private static void Lower(LiveScratch scratch, int node, double at, int edge)
    {
        if (double.IsPositiveInfinity(scratch.At[node])) scratch.Touch(node);
        (scratch.At[node], scratch.Via[node]) = (at, edge);
    }

    private void Back(LiveScratch scratch)
    {
        var (distance, ahead, queue) = (scratch.At, scratch.Ahead, scratch.Queue);
        var weights = graph.Weights;
        var tails = graph.Tails;
        for (var s = 0; s < graph.City.Services.Count; s++)
            if (double.IsFinite(distance[graph.GoalsFrom + s]))
            {
                ahead[graph.GoalsFrom + s] = threats ? Math.Log(graph.City.Services[s].Tolerated) : 0;
                queue.Enqueue(graph.GoalsFrom + s, ahead[graph.GoalsFrom + s]);
                live.Add(graph.GoalsFrom + s);
            }

        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > ahead[node]) continue;
            var joint = graph.Required(node) > 1;
            foreach (var e in graph.In(node))
            {
                var (tail, next) = (tails[e], at + weights[e]);
                if (joint && !threats) next += Math.Max(0, distance[node] - distance[tail]);
                if (next >= ahead[tail] || !(distance[tail] + next <= far)) continue;
                if (double.IsPositiveInfinity(ahead[tail])) live.Add(tail);
                ahead[tail] = next;
                queue.Enqueue(tail, next);
            }
        }

        foreach (var stand in situation.Stands)
        {
            for (var e = stand.FirstEdge; e < stand.BeforeEdge; e++) ahead[stand.Node] = Math.Min(ahead[stand.Node], situation.Weight(e) + ahead[situation.Head(e)]);
            if (double.IsFinite(ahead[stand.Node])) live.Add(stand.Node);
        }
    }

    private LiveSteps Make(LiveScratch scratch)
    {
        var nodes = live;
        nodes.Sort((a, b) => (scratch.At[a], a).CompareTo((scratch.At[b], b)));
        var local = new Dictionary<int, int>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++) local[nodes[i]] = i;
        var (first, head, number, condition) = (new int[nodes.Count + 1], new List<int>(), new List<int>(), new List<bool>());
        for (var i = 0; i < nodes.Count; i++)
        {
            var (from, before) = situation.Out(nodes[i]);
            for (var e = from; e < before; e++)
            {
                var to = situation.Head(e);
                if (double.IsPositiveInfinity(scratch.Ahead[to])) continue;

                // What is certain costs nothing more where both its ends are alive, and an attacker who is at one for another reason has the other.
                var certain = !threats && situation.Kind(e) is StepKind.Includes or StepKind.Move or StepKind.Join;
                if (!certain && !(scratch.At[nodes[i]] + situation.Weight(e) + scratch.Ahead[to] <= far)) continue;
                head.Add(local[to]);
                number.Add(e);
                condition.Add(situation.Required(to) > 1 && scratch.Rank[nodes[i]] < scratch.Rank[graph.Tails[scratch.Via[to]]]);
            }

            first[i + 1] = head.Count;
        }

        return new(
            situation, local, [.. nodes], [.. nodes.Select(n => scratch.At[n])], [.. nodes.Select(n => scratch.Ahead[n])], [.. nodes.Select(n => scratch.Via[n])],
            first, [.. head], [.. number], [.. condition]);
    }
}
