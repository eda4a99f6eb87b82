using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Simulation;

/// <summary>
/// Takes from a situation what is worth simulating: every step on a way from a foothold to a service of at least
/// <see cref="AttackGraph.LeastProbability"/>, and the steps that start where the attacker stands, wherever they lead. A need of k of n
/// falls with the (n - k + 1)-th of its alternatives, exactly.
/// </summary>
internal sealed class NetBuilder
{
    private readonly Situation situation;
    private readonly AttackGraph graph;
    private readonly Func<int, double> lengthened;
    private readonly NetDraft draft = new();
    private readonly StepKeys keys;
    private readonly double far;
    private readonly float[] toNearest;
    private readonly Dictionary<int, double> distance = [];
    private readonly HashSet<int> taken = [];
    private readonly HashSet<(int Tail, int Goal)> paired = [];
    private readonly Dictionary<(int Service, int Asset, int Other), List<int>> alternatives = [];

    /// <param name="lengthened">By number of the situation's edge, what measures add to its -ln of probability, at least 0; infinite where they stop it.</param>
    public NetBuilder(Situation situation, ulong seed, Func<int, double>? lengthened = null)
    {
        (this.situation, graph, this.lengthened) = (situation, situation.Graph, lengthened ?? (static _ => 0));
        keys = new(situation, seed);
        far = -Math.Log(graph.LeastProbability);
        toNearest = graph.ToNearest;
    }

    public Net Build()
    {
        var goals = new int[graph.City.Services.Count];
        Array.Fill(goals, -1);
        foreach (var stand in situation.Stands) draft.Start(draft.Node(stand.Node), keys.Of(stand), Math.Exp(-stand.Offset));
        var onWays = OnWays();
        foreach (var node in onWays)
            if (graph.ServiceOf(node) is var s and >= 0) Need(s, draft.Node(node));
        foreach (var node in onWays)
        {
            var (from, before) = situation.Out(node);
            for (var e = from; e < before; e++)
                if (distance[node] + Weight(e) + ToNearest(situation.Head(e)) <= far) Take(node, e);
        }

        FirstSteps();
        for (var s = 0; s < goals.Length; s++)
            if (draft.Has(graph.GoalsFrom + s)) goals[s] = draft.Node(graph.GoalsFrom + s);
        return draft.Finish(goals);
    }

    /// <summary>Nodes on ways that are probable enough, nearest first (Dijkstra with the rest of the way known beforehand).</summary>
    private List<int> OnWays()
    {
        var queue = new PriorityQueue<int, double>();
        var settled = new List<int>();
        var done = new HashSet<int>();
        foreach (var stand in situation.Stands) Reach(stand.Node, stand.Offset);
        while (queue.TryDequeue(out var node, out _))
        {
            if (!done.Add(node)) continue;
            settled.Add(node);
            var (from, before) = situation.Out(node);
            for (var e = from; e < before; e++)
                Reach(situation.Head(e), distance[node] + Weight(e));
        }

        return settled;

        void Reach(int node, double at)
        {
            if (at + ToNearest(node) > far || (distance.TryGetValue(node, out var known) && known <= at)) return;
            distance[node] = at;
            queue.Enqueue(node, at);
        }
    }

    private double Weight(int edge) => situation.Weight(edge) + lengthened(edge);

    private double ToNearest(int node)
    {
        if (node < graph.NodeCount) return toNearest[node];
        var nearest = double.PositiveInfinity;
        var (from, before) = situation.Out(node);
        for (var e = from; e < before; e++) nearest = Math.Min(nearest, situation.Weight(e) + toNearest[situation.Head(e)]);
        return nearest;
    }

    /// <summary>The needs of a service as nodes between its alternatives and itself.</summary>
    private void Need(int service, int goal)
    {
        foreach (var need in graph.City.Services[service].Needs)
        {
            var assets = need.Assets.Select(graph.Tables.Asset).Where(a => a >= 0).Distinct().ToList();
            var others = need.Services.Select(graph.Tables.Service).Where(o => o >= 0).Distinct().ToList();
            var falls = draft.NewNode(Math.Max(1, assets.Count + others.Count - need.AtLeast + 1));
            draft.Add(falls, goal, 0, 1, StepHours.None, -1);
            foreach (var a in assets) Alternative((service, a, -1), falls);
            foreach (var o in others) Alternative((service, -1, o), falls);
        }
    }

    private void Alternative((int, int, int) key, int falls)
    {
        var node = draft.NewNode(1);
        draft.Add(node, falls, 0, 1, StepHours.None, -1);
        (alternatives.TryGetValue(key, out var nodes) ? nodes : alternatives[key] = []).Add(node);
    }

    private void Take(int tail, int e)
    {
        var (edge, weight) = (situation.Edge(e), Weight(e));
        if (double.IsPositiveInfinity(weight) || !taken.Add(e)) return;
        var (p, hours, key) = (Math.Exp(-weight), StepTimes.Of(graph, edge), keys.Of(edge));
        if (edge.Kind is not (StepKind.Impact or StepKind.Depend))
        {
            draft.Add(draft.Node(tail), draft.Node(edge.Head), key, p, hours, e);
            return;
        }

        // The graph has one such edge a need; the net has one a pair, to each need that counts it.
        var service = graph.ServiceOf(edge.Head);
        var which = edge.Kind == StepKind.Impact ? (service, situation.AssetOf(tail), -1) : (service, -1, graph.ServiceOf(tail));
        if (!paired.Add((tail, edge.Head)) || !alternatives.TryGetValue(which, out var nodes)) return;
        foreach (var node in nodes) draft.Add(draft.Node(tail), node, key, p, hours, e);
    }

    /// <summary>From the footholds over bookkeeping to the first steps of their own; their far ends may lead nowhere.</summary>
    private void FirstSteps()
    {
        var open = new Queue<(int Node, double At)>(situation.Stands.Select(s => (s.Node, s.Offset)));
        var seen = new HashSet<int>(situation.Stands.Select(s => s.Node));
        while (open.TryDequeue(out var next))
        {
            var (from, before) = situation.Out(next.Node);
            for (var e = from; e < before; e++)
            {
                var at = next.At + Weight(e);
                if (at > far || situation.Kind(e) is StepKind.Impact or StepKind.Depend) continue;
                Take(next.Node, e);
                if (situation.Kind(e) is StepKind.Includes or StepKind.Move or StepKind.TakeCredential && seen.Add(situation.Head(e))) open.Enqueue((situation.Head(e), at));
            }
        }
    }
}
