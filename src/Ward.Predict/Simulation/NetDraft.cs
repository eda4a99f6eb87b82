using System.Runtime.InteropServices;

namespace Ward.Predict.Simulation;

/// <summary>A net while it is put together: nodes and throws as they are met, edges in any order.</summary>
internal sealed class NetDraft
{
    private readonly Dictionary<int, int> nodes = [];
    private readonly Dictionary<ulong, int> throws = [];
    private readonly List<ulong> keys = [];
    private readonly List<int> required = [];
    private readonly List<Row> rows = [];
    private readonly List<(int, int, double)> starts = [];

    /// <summary>The net's node for a node of the situation.</summary>
    /// <param name="premises">Of a new one, how many of the edges into it must have been taken.</param>
    public int Node(int situationNode, int premises)
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(nodes, situationNode, out var known);
        if (!known) node = NewNode(premises);
        return node;
    }

    public bool Has(int situationNode) => nodes.ContainsKey(situationNode);

    public int NewNode(int premises)
    {
        required.Add(premises);
        return required.Count - 1;
    }

    /// <param name="key">0 where nothing is thrown.</param>
    public int Throw(ulong key)
    {
        if (key == 0) return -1;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(throws, key, out var known);
        if (known) return number;
        number = keys.Count;
        keys.Add(key);
        return number;
    }

    public void Start(int node, ulong key, double belief) => starts.Add((node, belief >= 1 ? -1 : Throw(key), belief));

    /// <exception cref="ArgumentException">A step into an AND that is unsure or takes time: its premises would not come in order.</exception>
    public void Add(int tail, int head, ulong key, double probability, AttackGraphs.StepHours hours, int edge)
    {
        if (required[head] > 1 && (probability < 1 || hours.Mean > 0)) throw new ArgumentException("a step into an AND must be sure and take no time", nameof(head));
        rows.Add(new(tail, head, probability >= 1 && hours.Mean <= 0 ? -1 : Throw(key), probability, hours.Mean, hours.Spread, edge));
    }

    /// <param name="goals">By service, or -1.</param>
    public Net Finish(int[] goals)
    {
        var n = required.Count;
        var first = new int[n + 1];
        foreach (var row in rows) first[row.Tail + 1]++;
        for (var i = 0; i < n; i++) first[i + 1] += first[i];
        var at = first.AsSpan(..n).ToArray();
        var (head, thrown, edge) = (new int[rows.Count], new int[rows.Count], new int[rows.Count]);
        var (probability, mean, spread) = (new double[rows.Count], new double[rows.Count], new double[rows.Count]);
        foreach (var row in rows)
        {
            var e = at[row.Tail]++;
            (head[e], thrown[e], edge[e], probability[e], mean[e], spread[e]) = (row.Head, row.Throw, row.Edge, row.Probability, row.Mean, row.Spread);
        }

        return new()
        {
            FirstOut = first, Head = head, Throw = thrown, Edge = edge, Probability = probability, Mean = mean, Spread = spread,
            Required = [.. required], Keys = [.. keys], Starts = [.. starts], Goals = goals,
        };
    }

    private readonly record struct Row(int Tail, int Head, int Throw, double Probability, double Mean, double Spread, int Edge);
}
