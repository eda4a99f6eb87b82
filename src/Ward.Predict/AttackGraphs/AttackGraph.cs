using System.Collections.Concurrent;
using Ward.City;
using Ward.City.Zones;

namespace Ward.Predict.AttackGraphs;

/// <summary>
/// Every step that an attacker could take in one version of a city: nodes are (asset, user), (asset, administrator),
/// service goals and bookkeeping positions; edges are attack steps. Immutable and thread-safe; compact arrays,
/// forward and backward, so that a city of 100,000 nodes fits in some tens of megabytes.
/// </summary>
public sealed class AttackGraph
{
    private readonly int[] firstOut, tail, head, flow, means, conduit, firstIn, inEdge, required;
    private readonly double[] weight;
    private readonly StepKind[] kind;
    private readonly ushort[] port;
    private readonly Position[] positions;
    private readonly Lazy<double[]> nearest, byCredentials, slack;
    private readonly Lazy<NearEdges> nearGoals, nearGoalsBeyond, nearThreats;
    private readonly ConcurrentBag<LiveScratch> scratches = [];

    internal AttackGraph(CityModel city, StepPriors priors, CityTables tables, Position[] positions, int[] required, EdgeList edges)
    {
        City = city;
        Priors = priors;
        Tables = tables;
        (this.positions, this.required) = (positions, required);
        (GoalsFrom, PositionsFrom) = (2 * city.Assets.Count, (2 * city.Assets.Count) + city.Services.Count);
        NodeCount = PositionsFrom + positions.Length;
        (firstOut, tail, head, weight, kind, flow, means, conduit, port) = edges.ByTail(NodeCount);
        (firstIn, inEdge) = ByHead(NodeCount, head);
        PlainZones = Plain();
        Sought = city.Services.Select(s => s.Tolerated).Append(SoughtFrom).Min();
        LeastProbability = city.Services.Select(s => s.Tolerated / 2).Append(ReportedFrom).Min();
        var far = -Math.Log(LeastProbability);
        nearest = new(() => GoalDistances.Nearest(this, far, overReach: true));
        byCredentials = new(() => GoalDistances.Nearest(this, far, overReach: false));
        slack = new(() => GoalDistances.Slack(this));
        nearGoals = new(() => new(this, ToNearest, ToNearest));
        nearGoalsBeyond = new(() => new(this, ToNearest, ByCredentials));
        nearThreats = new(() => new(this, Slack, Slack));
    }

    /// <summary>Paths less probable than this are not told, unless a service tolerates even less.</summary>
    public const double ReportedFrom = 0.002;

    /// <summary>
    /// In forecasts over a graph of more than <see cref="WholeUpTo"/> edges, positions that serve only to use a credential from are sought by uncertain steps down to this probability: in a
    /// large city every credential would otherwise make every way into every zone worth following. Where a service tolerates less, down to that: what is prescribed
    /// against is foreseen too. What is threatened has no such limit.
    /// </summary>
    public const double SoughtFrom = 0.05;

    /// <summary>Up to so many edges <see cref="SoughtFrom"/> limits nothing.</summary>
    public const int WholeUpTo = 20_000;

    /// <summary>How far down this city's positions are sought, see <see cref="SoughtFrom"/>.</summary>
    internal double Sought { get; }

    public CityModel City { get; }

    public StepPriors Priors { get; }

    public int NodeCount { get; }

    public int EdgeCount => head.Length;

    /// <summary>First goal node: goal of service i is <c>GoalsFrom + i</c>.</summary>
    public int GoalsFrom { get; }

    /// <summary>Paths are followed down to this probability, 0..1.</summary>
    public double LeastProbability { get; }

    internal CityTables Tables { get; }

    internal ReadOnlySpan<int> Heads => head;
    internal ReadOnlySpan<int> Tails => tail;
    internal ReadOnlySpan<double> Weights => weight;
    internal ReadOnlySpan<int> FirstOut => firstOut;

    /// <summary>The edges that start at the node are numbered from the first to before the second.</summary>
    public (int From, int Before) Out(int node) => (firstOut[node], firstOut[node + 1]);

    public int Head(int edge) => head[edge];

    public double Weight(int edge) => weight[edge];

    public StepKind Kind(int edge) => kind[edge];

    public EdgeFacts Edge(int edge)
    {
        var k = kind[edge];
        var usesAccount = k is StepKind.SignIn or StepKind.TakeCredential || (k is StepKind.Escalate && means[edge] < -1);
        var index = means[edge] < -1 ? -2 - means[edge] : means[edge];
        return new(tail[edge], head[edge], weight[edge], k, flow[edge], usesAccount ? -1 : index, usesAccount ? index : -1, conduit[edge], port[edge]);
    }

    /// <summary>
    /// How many of the edges into the node must have been taken before it is gained: 1 but for joint nodes, which need several things together. Edges into those are
    /// certain; the length of such a node is that of the last premise that it needs (a superior function, Knuth 1977), never below the true -ln of a derivation.
    /// </summary>
    public int Required(int node) => node - PositionsFrom is var at and >= 0 ? required[at] : 1;

    /// <summary>Index of the asset that is held at the node, or -1.</summary>
    public int AssetOf(int node) => node < GoalsFrom ? node >> 1 : -1;

    /// <summary>Index of the asset that is held at the node or whose port is reached there, or -1.</summary>
    public int AssetAt(int node) => PositionOf(node) is { Kind: PositionKind.Port, One: var asset } ? asset : AssetOf(node);

    /// <summary>Index of the service whose goal the node is, or -1.</summary>
    public int ServiceOf(int node) => node >= GoalsFrom && node < PositionsFrom ? node - GoalsFrom : -1;

    /// <summary>Index of the service that stops at the node, in whole or in part, or -1.</summary>
    public int ServiceAt(int node) => PositionOf(node) is { Kind: PositionKind.Part or PositionKind.Need, One: var service } ? service : ServiceOf(node);

    /// <summary>The pair of zones of a conduit number.</summary>
    public (Zone From, Zone To) Conduit(int number) => (City.Zones[number / City.Zones.Count], City.Zones[number % City.Zones.Count]);

    /// <summary>The number of the conduit, or -1 where a zone is unknown or both are the same.</summary>
    public int Conduit(ZoneId from, ZoneId to) =>
        Tables.Zone(from) is var f and >= 0 && Tables.Zone(to) is var t and >= 0 && f != t ? (f * City.Zones.Count) + t : -1;

    /// <summary>Computes what is otherwise computed at the first forecast: the distances to services.</summary>
    public void Warm(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        _ = nearGoals.Value;
        _ = nearGoalsBeyond.Value;
        stop.ThrowIfCancellationRequested();
        _ = nearThreats.Value;
    }

    public static AttackGraph Of(CityModel city) => Of(city, new StepPriors());

    public static AttackGraph Of(CityModel city, StepPriors priors) => new GraphBuilder(city, priors).Build();

    internal Position? PositionOf(int node) => node - PositionsFrom is var at and >= 0 && at < positions.Length ? positions[at] : null;

    /// <summary>The node of a position, or -1.</summary>
    internal int Node(Position position) => Tables.NodeOf.GetValueOrDefault(position, -1);

    /// <summary>
    /// Distance of every node to the nearest service, positive infinity beyond <see cref="LeastProbability"/>. Joint nodes are taken as if one premise
    /// sufficed, so it is never too long.
    /// </summary>
    internal double[] ToNearest => nearest.Value;

    /// <summary>
    /// For each node the least, over the services, of (distance to the service) - (-ln of what it tolerates), infinite where that is not below 0: a path that has come
    /// d so far can still end above tolerance only where d plus this is below 0. Joint nodes as in <see cref="ToNearest"/>.
    /// </summary>
    internal double[] Slack => slack.Value;

    /// <summary>The same where a port that is reached counts for nothing, however much one has a credential for it.</summary>
    internal double[] ByCredentials => byCredentials.Value;

    internal NearEdges NearGoals => nearGoals.Value;

    /// <summary>The same without uncertain steps that serve only to reach a port.</summary>
    internal NearEdges NearGoalsBeyond => nearGoalsBeyond.Value;

    internal NearEdges NearThreats => nearThreats.Value;

    private int PositionsFrom { get; }

    /// <summary>Room for one search; to be given back.</summary>
    internal LiveScratch Rent(int nodes) => scratches.TryTake(out var scratch) ? scratch.For(nodes) : new LiveScratch().For(nodes);

    internal void Return(LiveScratch scratch)
    {
        scratch.Clear();
        scratches.Add(scratch);
    }

    internal ReadOnlySpan<int> In(int node) => inEdge.AsSpan(firstIn[node]..firstIn[node + 1]);

    /// <summary>By asset, its zone where holding it gives nothing but what holding any asset of that zone gives, else -1: it keeps no credential, serves nothing, and no flow leaves from it alone.</summary>
    internal int[] PlainZones { get; }

    private int[] Plain()
    {
        var zones = Tables.ZoneOfAsset.ToArray();
        for (var e = 0; e < head.Length; e++)
            if (AssetOf(tail[e]) is var a and >= 0 && kind[e] is not (StepKind.Includes or StepKind.Escalate) && !(PositionOf(head[e]) is { Kind: PositionKind.Packets } to && to.One == Tables.ZoneOfAsset[a])) zones[a] = -1;
        return zones;
    }

    private static (int[], int[]) ByHead(int nodes, int[] head)
    {
        var first = new int[nodes + 1];
        foreach (var h in head) first[h + 1]++;
        for (var i = 0; i < nodes; i++) first[i + 1] += first[i];
        var at = first.AsSpan(..nodes).ToArray();
        var edges = new int[head.Length];
        for (var e = 0; e < head.Length; e++) edges[at[head[e]]++] = e;
        return (first, edges);
    }
}
