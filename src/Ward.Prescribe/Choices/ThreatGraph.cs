using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Choices;

/// <summary>
/// The part of a situation through which a path above tolerance can run: everything else is pruned before anything is solved.
/// A step is kept where distance so far + its weight + the least that is still to come stays within what some service tolerates.
/// What is called a path here has, where joint nodes are on it, the paths of all their premises in it: edges into a node stand before those out of it, and its length
/// at a joint node is that of the premise that is farthest.
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
    private int[] first = [], head = [], tail = [], number = [], needed = [];
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

        var gathering = new Gathering();

        while (queue.TryDequeue(out var node, out var key))
        {
            if (key > distance[node] + slack[node]) continue;
            if (situation.Graph.ServiceOf(nodes[node]) is var s and >= 0 && limits.TryGetValue(s, out var limit) && distance[node] < limit - Even)
                return Gathering.Way(node, n => needed[n] > 1 ? gathering.Of(n).ToArray() : by[n] >= 0 ? [by[n]] : [], e => tail[e]);
            steps--;
            for (var e = first[node]; e < first[node + 1]; e++)
            {
                var next = distance[node] + weight[e];
                if (next >= distance[head[e]] || next + slack[head[e]] >= 0) continue;
                next += Added(e, cut);
                if (needed[head[e]] > 1) next = gathering.Come(head[e], needed[head[e]], next, e);
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

    public double Length(List<int> path) => Length(path, static _ => 0);

    /// <summary>The same under measures; see <see cref="Path"/>.</summary>
    public double LengthUnder(List<int> path, bool[]? cut) => Length(path, e => Added(e, cut));

    private double Length(List<int> path, Func<int, double> added)
    {
        var at = new Dictionary<int, double>();
        foreach (var e in path)
        {
            var length = (at.TryGetValue(tail[e], out var before) ? before : situation.StandAt(nodes[tail[e]])!.Offset) + weight[e] + added(e);
            at[head[e]] = at.TryGetValue(head[e], out var other) ? Math.Max(other, length) : length;
        }

        return at[head[path[^1]]];
    }

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
        var open = effects.Where(m => m.Key >= cut.Length || !cut[m.Key]).OrderBy(m => m.Value).ThenBy(m => m.Key);
        var row = new List<int>();
        if (path.Exists(e => needed[head[e]] > 1))
        {
            // Through joint nodes lengths are no sums: what a measure on one premise adds counts for nothing while another premise is farther.
            var (limit, inside) = (Length(path) + missing, effects.Keys.Where(m => m < cut.Length && cut[m]).ToHashSet());
            foreach (var (m, _) in open)
            {
                inside.Add(m);
                if (Length(path, e => Options(e).Where(o => inside.Contains(o.Measure)).Sum(o => o.Effect)) < limit - (2 * Even)) continue;
                inside.Remove(m);
                row.Add(m);
            }
        }
        else
        {
            var left = missing - effects.Where(m => m.Key < cut.Length && cut[m.Key]).Sum(m => m.Value);
            foreach (var (m, effect) in open)
            {
                if (effect < left - (2 * Even)) left -= effect;
                else row.Add(m);
            }
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

    /// <summary>This part as flat arrays, with the measures that touch each step. States of the same number are the nodes of this part.</summary>
    public FlatSteps Flat() => FlatSteps.Of(nodes.Count, tail, head, weight, needed, Options);

    /// <summary>Footholds by this part's numbers.</summary>
    public IReadOnlyList<Source> Sources => [.. roots.Select(r => new Source(r.Node, r.Offset))];

    /// <summary>Services at risk, by this part's numbers, as far as they have a limit.</summary>
    public IReadOnlyList<Goal> GoalsUnder(IReadOnlyDictionary<int, double> limits) =>
        [.. goals.Where(g => limits.ContainsKey(g.Service)).Select(g => new Goal(g.Node, limits[g.Service]))];

    /// <summary>The same path as edges of the situation.</summary>
    public IReadOnlyList<int> Global(List<int> path) => [.. path.Select(e => number[e])];

    private void Spread(IReadOnlyList<Stand> stands, List<double> distance, List<(int, int, int)> edges)
    {
        var (live, queue, done, gathering) = (situation.Threats, new PriorityQueue<int, double>(), new HashSet<int>(), new Gathering());
        foreach (var stand in stands)
        {
            // From elsewhere no way is probable enough.
            if (live.Place(stand.Node) is not (var place and >= 0)) continue;
            var node = Local(stand.Node, distance, live.Ahead(place));
            distance[node] = stand.Offset;
            roots.Add((node, stand.Offset));
            queue.Enqueue(node, stand.Offset);
        }

        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node] || !done.Add(node)) continue;
            var (from, before) = live.Out(live.Place(nodes[node]));
            for (var step = from; step < before; step++)
            {
                var (e, target) = (live.Edge(step), live.Head(step));
                var next = at + situation.Weight(e);
                if (next + live.Ahead(target) >= 0) continue;
                var to = Local(live.Node(target), distance, live.Ahead(target));
                edges.Add((node, e, to));
                if (situation.Required(nodes[to]) is var premises and > 1) next = gathering.Come(to, premises, next, e);
                if (next >= distance[to]) continue;
                distance[to] = next;
                queue.Enqueue(to, next);
            }
        }

        // What lacks a premise is never reached, whatever measures do: they only lengthen.
        edges.RemoveAll(e => double.IsPositiveInfinity(distance[e.Item3]));
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
        (head, tail, number, needed) = (new int[edges.Count], new int[edges.Count], new int[edges.Count], [.. nodes.Select(situation.Required)]);
        (weight, options) = (new double[edges.Count], new (int, double)[edges.Count][]);
        foreach (var (from, edge, to) in edges)
        {
            var e = at[from]++;
            (tail[e], head[e], number[e], weight[e]) = (from, to, edge, situation.Weight(edge));
        }
    }
}
