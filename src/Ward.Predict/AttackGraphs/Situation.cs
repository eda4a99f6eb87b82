namespace Ward.Predict.AttackGraphs;

/// <summary>
/// The attack graph of a city together with the footholds of one incident: footholds are nodes after the graph's,
/// their steps are edges after the graph's. Immutable and thread-safe.
/// </summary>
public sealed class Situation
{
    private readonly EdgeFacts[] own;
    private readonly Lazy<LiveSteps> live, threats;

    internal Situation(AttackGraph graph, IReadOnlyList<Stand> stands, EdgeFacts[] own, IReadOnlyList<int> control)
    {
        (Graph, Stands, this.own, Control) = (graph, stands, own, control);
        live = new(() => new LiveSearch(this, threats: false).Run());
        threats = new(() => new LiveSearch(this, threats: true).Run());
    }

    public AttackGraph Graph { get; }

    /// <summary>Most believed first.</summary>
    public IReadOnlyList<Stand> Stands { get; }

    /// <summary>Steps by which a source holds a host that it has broken into: its way to steer it. Sorted.</summary>
    public IReadOnlyList<int> Control { get; }

    /// <summary>What of it lies on a way that is probable enough to be told; computed when first asked for.</summary>
    public LiveSteps Live => live.Value;

    /// <summary>What of it can lie on a way to a service above what that tolerates, whatever measures are taken; computed when first asked for.</summary>
    public LiveSteps Threats => threats.Value;

    public int NodeCount => Graph.NodeCount + Stands.Count;

    public int EdgeCount => Graph.EdgeCount + own.Length;

    public (int From, int Before) Out(int node) =>
        node < Graph.NodeCount ? Graph.Out(node) : (Stands[node - Graph.NodeCount].FirstEdge, Stands[node - Graph.NodeCount].BeforeEdge);

    public int Head(int edge) => edge < Graph.EdgeCount ? Graph.Head(edge) : own[edge - Graph.EdgeCount].Head;

    public double Weight(int edge) => edge < Graph.EdgeCount ? Graph.Weight(edge) : own[edge - Graph.EdgeCount].Weight;

    public StepKind Kind(int edge) => edge < Graph.EdgeCount ? Graph.Kind(edge) : own[edge - Graph.EdgeCount].Kind;

    public EdgeFacts Edge(int edge) => edge < Graph.EdgeCount ? Graph.Edge(edge) : own[edge - Graph.EdgeCount];

    /// <summary>See <see cref="AttackGraph.Required"/>.</summary>
    public int Required(int node) => node < Graph.NodeCount ? Graph.Required(node) : 1;

    /// <summary>The foothold that the node is, or null.</summary>
    public Stand? StandAt(int node) => node >= Graph.NodeCount ? Stands[node - Graph.NodeCount] : null;

    /// <summary>Index of the asset that the node is about (a held asset for a foothold), or -1.</summary>
    public int AssetOf(int node) => node < Graph.NodeCount ? Graph.AssetOf(node) : Stands[node - Graph.NodeCount].Asset;

    /// <summary>The same, or the asset whose port is reached at the node.</summary>
    public int AssetAt(int node) => node < Graph.NodeCount ? Graph.AssetAt(node) : AssetOf(node);
}
