using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Simulation;

/// <summary>
/// Takes from a situation what is worth simulating: every step on a way from a foothold to a service of at least
/// <see cref="AttackGraph.LeastProbability"/>, and the steps that start where the attacker stands, wherever they lead. Joint nodes are joint in the net as well:
/// an AND of premises, and the k of n of a need, hold exactly in every trial.
/// </summary>
internal sealed class NetBuilder
{
    private readonly Situation situation;
    private readonly AttackGraph graph;
    private readonly Func<int, double> lengthened;
    private readonly NetDraft draft = new();
    private readonly StepKeys keys;
    private readonly double far;
    private readonly LiveSteps live;
    private readonly HashSet<int> taken = [];

    /// <param name="lengthened">By number of the situation's edge, what measures add to its -ln of probability, at least 0; infinite where they stop it.</param>
    public NetBuilder(Situation situation, ulong seed, Func<int, double>? lengthened = null)
    {
        (this.situation, graph, this.lengthened) = (situation, situation.Graph, lengthened ?? (static _ => 0));
        (keys, live) = (new(situation, seed), situation.Live);
        far = -Math.Log(graph.LeastProbability);
    }

    public Net Build()
    {
        var goals = new int[graph.City.Services.Count];
        Array.Fill(goals, -1);
        foreach (var stand in situation.Stands) draft.Start(Node(stand.Node), keys.Of(stand), Math.Exp(-stand.Offset));
        var distance = Distances();
        for (var place = 0; place < live.Count; place++)
        {
            var (from, before) = live.Out(place);
            for (var step = from; step < before; step++)
                if (double.IsFinite(distance[place]) && double.IsFinite(distance[live.Head(step)])) Take(live.Edge(step));
        }

        FirstSteps();
        for (var s = 0; s < goals.Length; s++)
            if (draft.Has(graph.GoalsFrom + s)) goals[s] = Node(graph.GoalsFrom + s);
        return draft.Finish(goals);
    }

    private int Node(int node) => draft.Node(node, situation.Required(node));

    /// <summary>-ln of the most probable way to each live place over steps that are not cut (Dijkstra 1959; joint nodes as in <see cref="LiveSearch"/>).</summary>
    private double[] Distances()
    {
        var (distance, came, queue) = (new double[live.Count], new int[live.Count], new PriorityQueue<int, double>());
        Array.Fill(distance, double.PositiveInfinity);
        foreach (var stand in situation.Stands)
            if (live.Place(stand.Node) is var place and >= 0) Reach(place, stand.Offset);
        while (queue.TryDequeue(out var place, out var at))
        {
            if (at > distance[place]) continue;
            var (from, before) = live.Out(place);
            for (var step = from; step < before; step++)
            {
                var (head, next) = (live.Head(step), at + Weight(live.Edge(step)));
                if (next >= distance[head] || next > far || ++came[head] < situation.Required(live.Node(head))) continue;
                Reach(head, next);
            }
        }

        return distance;

        void Reach(int place, double at)
        {
            distance[place] = at;
            queue.Enqueue(place, at);
        }
    }

    private double Weight(int edge) => situation.Weight(edge) + lengthened(edge);

    private void Take(int e)
    {
        var weight = Weight(e);
        if (double.IsPositiveInfinity(weight) || !taken.Add(e)) return;
        var edge = situation.Edge(e);
        draft.Add(Node(edge.Tail), Node(edge.Head), keys.Of(edge), Math.Exp(-weight), StepTimes.Of(graph, edge), e);
    }

    /// <summary>From the footholds over bookkeeping to the first steps of their own; their far ends may lead nowhere.</summary>
    private void FirstSteps()
    {
        var open = new Queue<(int Node, double At)>(situation.Stands.Select(s => (s.Node, s.Offset)));
        var seen = new HashSet<int>(situation.Stands.Select(s => s.Node));
        var (toPorts, wanted) = (new Dictionary<int, List<int>>(), new HashSet<int>());
        while (open.TryDequeue(out var next))
        {
            var (from, before) = situation.Out(next.Node);
            for (var e = from; e < before; e++)
            {
                var (at, head) = (next.At + Weight(e), situation.Head(e));
                if (at > far || situation.Kind(e) is StepKind.Impact or StepKind.Depend) continue;

                // Ports that nobody has a credential for would only swell the net: they are taken with the first sign-in that needs them.
                if (graph.PositionOf(head) is { Kind: PositionKind.Port } && !wanted.Contains(head)) (toPorts.TryGetValue(head, out var ways) ? ways : toPorts[head] = []).Add(e);
                else if (situation.Required(head) == 1) Take(e);
                else if (!HasAll(head, seen, toPorts, wanted)) continue;
                if (situation.Kind(e).IsBookkeeping() && seen.Add(head)) open.Enqueue((head, at));
            }
        }
    }

    /// <summary>True where every premise that the joint node needs has been seen; then the edges into it are taken.</summary>
    private bool HasAll(int joint, HashSet<int> seen, Dictionary<int, List<int>> toPorts, HashSet<int> wanted)
    {
        var had = 0;
        foreach (var e in graph.In(joint))
            if (seen.Contains(graph.Tails[e]) && double.IsFinite(lengthened(e))) had++;
        if (had < situation.Required(joint)) return false;
        foreach (var e in graph.In(joint))
        {
            if (!seen.Contains(graph.Tails[e])) continue;
            if (toPorts.TryGetValue(graph.Tails[e], out var ways) && wanted.Add(graph.Tails[e])) ways.ForEach(Take);
            Take(e);
        }

        return true;
    }
}
