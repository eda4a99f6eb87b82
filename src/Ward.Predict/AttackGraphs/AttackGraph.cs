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
    private readonly int[] firstOut, tail, head, flow, means, conduit, firstIn, inEdge;
    private readonly double[] weight;
    private readonly StepKind[] kind;
    private readonly ushort[] port;
    private readonly Position[] positions;
    private readonly Lazy<double[]> slack;
    private readonly Lazy<float[]> nearest;
    private readonly Lazy<float[]>[] toGoal;

    internal AttackGraph(CityModel city, StepPriors priors, CityTables tables, Position[] positions, EdgeList edges)
    {
        City = city;
        Priors = priors;
        Tables = tables;
        this.positions = positions;
        NodeCount = GoalsFrom + city.Services.Count + positions.Length;
        (firstOut, tail, head, weight, kind, flow, means, conduit, port) = edges.ByTail(NodeCount);
        (firstIn, inEdge) = ByHead(NodeCount, head);
        LeastProbability = city.Services.Select(s => s.Tolerated / 2).Append(ReportedFrom).Min();
        var far = -Math.Log(LeastProbability);
        slack = new(() => GoalDistances.Slack(this));
        nearest = new(() => GoalDistances.Nearest(this, far));
        toGoal = [.. Enumerable.Range(0, city.Services.Count).Select(s => new Lazy<float[]>(() => GoalDistances.To(this, s, far)))];
    }

    /// <summary>Paths less probable than this are not told, unless a service tolerates even less.</summary>
    public const double ReportedFrom = 0.002;

    public CityModel City { get; }

    public StepPriors Priors { get; }

    public int NodeCount { get; }

    public int EdgeCount => head.Length;

    /// <summary>First goal node: goal of service i is <c>GoalsFrom + i</c>.</summary>
    public int GoalsFrom => 2 * City.Assets.Count;

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
    /// For each node the least, over the services, of (distance to the service) - (-ln of what it tolerates):
    /// a path that has come d so far can still end above tolerance only where d plus this is below 0.
    /// </summary>
    public ReadOnlySpan<double> Slack => slack.Value;

    /// <summary>Index of the asset that the node is about, or -1.</summary>
    public int AssetOf(int node) => node < GoalsFrom ? node >> 1 : -1;

    /// <summary>Index of the service whose goal the node is, or -1.</summary>
    public int ServiceOf(int node) => node >= GoalsFrom && node < GoalsFrom + City.Services.Count ? node - GoalsFrom : -1;

    /// <summary>The pair of zones of a conduit number.</summary>
    public (Zone From, Zone To) Conduit(int number) => (City.Zones[number / City.Zones.Count], City.Zones[number % City.Zones.Count]);

    /// <summary>The number of the conduit, or -1 where a zone is unknown or both are the same.</summary>
    public int Conduit(ZoneId from, ZoneId to) =>
        Tables.Zone(from) is var f and >= 0 && Tables.Zone(to) is var t and >= 0 && f != t ? (f * City.Zones.Count) + t : -1;

    /// <summary>Computes what is otherwise computed at the first forecast: the distances to every service.</summary>
    public void Warm(CancellationToken stop)
    {
        _ = slack.Value;
        _ = nearest.Value;
        foreach (var goal in toGoal)
        {
            stop.ThrowIfCancellationRequested();
            _ = goal.Value;
        }
    }

    public static AttackGraph Of(CityModel city) => Of(city, new StepPriors());

    public static AttackGraph Of(CityModel city, StepPriors priors) => new GraphBuilder(city, priors).Build();

    internal Position? PositionOf(int node)
    {
        var at = node - GoalsFrom - City.Services.Count;
        return at >= 0 && at < positions.Length ? positions[at] : null;
    }

    /// <summary>Distance of every node to the service, positive infinity beyond <see cref="LeastProbability"/>.</summary>
    internal float[] To(int service) => toGoal[service].Value;

    /// <summary>Distance of every node to the nearest service, positive infinity beyond <see cref="LeastProbability"/>.</summary>
    internal float[] ToNearest => nearest.Value;

    internal ReadOnlySpan<int> In(int node) => inEdge.AsSpan(firstIn[node]..firstIn[node + 1]);

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
