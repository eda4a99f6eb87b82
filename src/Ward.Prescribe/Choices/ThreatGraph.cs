using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Choices;

/// <summary>
/// The part of a situation through which a path above tolerance can run: everything else is pruned before anything is solved.
/// A step is kept where distance so far + its weight + the least that is still to come stays within what some service tolerates.
/// </summary>
internal sealed class ThreatGraph
{
    /// <summary>A path counts as above tolerance where it is shorter than the limit by more than this.</summary>
    public const double Even = 1e-9;

    private readonly Situation situation;
    private readonly MeasureFinder finder;
    private readonly Dictionary<int, int> local = [];
    private readonly List<int> nodes = [];
    private readonly List<double> slack = [];
    private readonly List<(int Node, double Offset)> roots = [];
    private readonly List<(int Service, int Node)> goals = [];
    private int[] first = [], head = [], number = [];
    private double[] weight = [];
    private (int Measure, double Effect)[][] options = [];

    public ThreatGraph(Situation situation, IReadOnlyList<Stand> stands, MeasureFinder finder)
    {
        (this.situation, this.finder) = (situation, finder);
        var distance = new List<double>();
        var edges = new List<(int Tail, int Edge, int Head)>();
        Spread(stands, distance, edges);
        Index(edges);
        for (var i = 0; i < nodes.Count; i++)
            if (situation.Graph.ServiceOf(nodes[i]) is var s and >= 0 && distance[i] < Limit(s) - Even) goals.Add((s, i));
        goals.Sort();
        Before = goals.ToDictionary(g => g.Service, g => distance[g.Node]);
    }

    /// <summary>-ln of the most probable path to each service that is above its tolerance, by index of the service.</summary>
    public IReadOnlyDictionary<int, double> Before { get; }

    public int Nodes => nodes.Count;

    public int Edges => head.Length;

    /// <summary>-ln of what the service tolerates.</summary>
    public double Limit(int service) => -Math.Log(situation.Graph.City.Services[service].Tolerated);

    /// <summary>
    /// The path, as numbers of this part's edges, that comes nearest to harm and is shorter than the limit of its service; null where none is.
    /// </summary>
    /// <param name="limits">By index of service; absent services are not looked at.</param>
    /// <param name="cut">True for the measures that are in force, or null for every one that is allowed.</param>
    /// <param name="steps">Counts down by the states looked at; it ends nothing here.</param>
    public List<int>? Path(IReadOnlyDictionary<int, double> limits, bool[]? cut, ref long steps)
    {
        var distance = new double[nodes.Count];
        Array.Fill(distance, double.PositiveInfinity);
        var by = new int[nodes.Count];
        var queue = new PriorityQueue<int, double>();
        foreach (var (node, offset) in roots)
        {
            distance[node] = offset;
            by[node] = -1;
            queue.Enqueue(node, offset + slack[node]);
        }

        while (queue.TryDequeue(out var node, out var key))
        {
            if (key > distance[node] + slack[node]) continue;
            if (situation.Graph.ServiceOf(nodes[node]) is var s and >= 0 && limits.TryGetValue(s, out var limit) && distance[node] < limit - Even)
                return Back(by, node);
            steps--;
            for (var e = first[node]; e < first[node + 1]; e++)
            {
                var next = distance[node] + weight[e];
                if (next >= distance[head[e]] || next + slack[head[e]] >= 0) continue;
                next += Added(e, cut);
                if (next >= distance[head[e]] || next + slack[head[e]] >= 0) continue;
                distance[head[e]] = next;
                by[head[e]] = e;
                queue.Enqueue(head[e], next + slack[head[e]]);
            }
        }

        return null;
    }

    /// <summary>The most probable path to each service, of those that were looked at by the deadline, that stays above tolerance even where every allowed measure is in force.</summary>
    public Dictionary<int, List<int>> Untouchable(Deadline deadline)
    {
        var (found, steps) = (new Dictionary<int, List<int>>(), 0L);
        foreach (var (service, _) in goals)
        {
            if (deadline.IsPast) break;
            var limit = new Dictionary<int, double> { [service] = Limit(service) };
            List<int>? shortest = null;
            while (Path(limit, null, ref steps) is { } path)
            {
                shortest = path;
                limit[service] = LengthUnder(path, null);
            }

            if (shortest is not null) found[service] = shortest;
        }

        return found;
    }

    /// <summary>Index of the service to which the path leads.</summary>
    public int ServiceOf(List<int> path) => situation.Graph.ServiceOf(situation.Head(number[path[^1]]));

    public double Length(List<int> path) => situation.StandAt(situation.Edge(number[path[0]]).Tail)!.Offset + path.Sum(e => weight[e]);

    /// <summary>The same under measures; see <see cref="Path"/>.</summary>
    public double LengthUnder(List<int> path, bool[]? cut) => Length(path) + path.Sum(e => Added(e, cut));

    /// <summary>
    /// What a plan that keeps the path under the limit must have at least one of, given that the set does not: the measures on the path outside as large a set
    /// as still leaves it too short, sorted. Whatever a plan has besides them is not enough; for measures that cut it is simply all of them.
    /// </summary>
    /// <param name="missing">By how much the path is too short under none.</param>
    public int[] Cover(List<int> path, double missing, bool[] cut)
    {
        var effects = new SortedDictionary<int, double>();
        foreach (var e in path)
            foreach (var (m, effect) in Options(e)) effects[m] = effects.GetValueOrDefault(m) + effect;
        var left = missing - effects.Where(m => m.Key < cut.Length && cut[m.Key]).Sum(m => m.Value);
        var row = new List<int>();
        foreach (var (m, effect) in effects.Where(m => m.Key >= cut.Length || !cut[m.Key]).OrderBy(m => m.Value).ThenBy(m => m.Key))
        {
            if (effect < left - (2 * Even)) left -= effect;
            else row.Add(m);
        }

        row.Sort();
        return [.. row];
    }

    public (int Measure, double Effect)[] Options(int edge) => options[edge] ??= finder.Options(number[edge]);

    private double Added(int edge, bool[]? cut)
    {
        var sum = 0.0;
        foreach (var (m, effect) in Options(edge))
            if (cut is null || (m < cut.Length && cut[m])) sum += effect;
        return sum;
    }

    /// <summary>This part as flat arrays: steps by this part's numbers, and for each the measures that touch it (where they stand, which, by how much).</summary>
    public (StepGraph Graph, double[] Weights, int[] First, int[] Measures, float[] Effects) Flat()
    {
        var (places, touching) = (new int[Edges + 1], new List<(int Measure, double Effect)>());
        for (var e = 0; e < Edges; e++)
        {
            touching.AddRange(Options(e));
            places[e + 1] = touching.Count;
        }

        return (new(first, head), weight, places, [.. touching.Select(t => t.Measure)], [.. touching.Select(t => AtMost(t.Effect))]);
    }

    /// <summary>Footholds by this part's numbers.</summary>
    public IReadOnlyList<Source> Sources => [.. roots.Select(r => new Source(r.Node, r.Offset))];

    /// <summary>Services at risk, by this part's numbers, as far as they have a limit.</summary>
    public IReadOnlyList<Goal> GoalsUnder(IReadOnlyDictionary<int, double> limits) =>
        [.. goals.Where(g => limits.ContainsKey(g.Service)).Select(g => new Goal(g.Node, limits[g.Service]))];

    /// <summary>The same path as edges of the situation.</summary>
    public IReadOnlyList<int> Global(List<int> path) => [.. path.Select(e => number[e])];

    private void Spread(IReadOnlyList<Stand> stands, List<double> distance, List<(int, int, int)> edges)
    {
        var deep = situation.Graph.Slack;
        var queue = new PriorityQueue<int, double>();
        foreach (var stand in stands)
        {
            var node = Local(stand.Node, distance, Ahead(stand, deep));
            distance[node] = stand.Offset;
            roots.Add((node, stand.Offset));
            queue.Enqueue(node, stand.Offset);
        }

        var done = new HashSet<int>();
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node] || !done.Add(node)) continue;
            var (from, before) = situation.Out(nodes[node]);
            for (var e = from; e < before; e++)
            {
                var target = situation.Head(e);
                var next = at + situation.Weight(e);
                if (next + deep[target] >= 0) continue;
                var to = Local(target, distance, deep[target]);
                edges.Add((node, e, to));
                if (next >= distance[to]) continue;
                distance[to] = next;
                queue.Enqueue(to, next);
            }
        }
    }

    /// <summary>Never more than the effect, so that no plan is taken to do more than it does.</summary>
    private static float AtMost(double effect) => (float)effect is var near && near > effect ? MathF.BitDecrement(near) : near;

    private double Ahead(Stand stand, ReadOnlySpan<double> deep)
    {
        var least = double.PositiveInfinity;
        for (var e = stand.FirstEdge; e < stand.BeforeEdge; e++) least = Math.Min(least, situation.Weight(e) + deep[situation.Head(e)]);
        return least;
    }

    private int Local(int node, List<double> distance, double ahead)
    {
        if (local.TryGetValue(node, out var known)) return known;
        local[node] = nodes.Count;
        nodes.Add(node);
        slack.Add(ahead);
        distance.Add(double.PositiveInfinity);
        return nodes.Count - 1;
    }

    private void Index(List<(int Tail, int Edge, int Head)> edges)
    {
        first = new int[nodes.Count + 1];
        foreach (var edge in edges) first[edge.Tail + 1]++;
        for (var i = 0; i < nodes.Count; i++) first[i + 1] += first[i];
        var at = first.AsSpan(..nodes.Count).ToArray();
        (head, number, weight, options) = (new int[edges.Count], new int[edges.Count], new double[edges.Count], new (int, double)[edges.Count][]);
        foreach (var (tail, edge, to) in edges)
        {
            var e = at[tail]++;
            (head[e], number[e], weight[e]) = (to, edge, situation.Weight(edge));
        }
    }

    private List<int> Back(int[] by, int node)
    {
        var path = new List<int>();
        while (by[node] >= 0)
        {
            path.Add(by[node]);
            node = local[situation.Edge(number[by[node]]).Tail];
        }

        path.Reverse();
        return path;
    }
}
