namespace Ward.Predict.AttackGraphs;

/// <summary>Edges as they are found, then sorted by tail (counting sort, so that the order found is kept within a tail).</summary>
internal sealed class EdgeList
{
    private readonly List<Row> rows = [];

    /// <param name="means">Exposure index, account index by kind, or -2 - account for an escalation by account; -1 for none.</param>
    public void Add(int tail, int head, double probability, StepKind kind, int flow = -1, int means = -1, int conduit = -1, int port = 0)
    {
        if (tail == head || probability <= 0) return;
        rows.Add(new(tail, head, Weight(probability), kind, flow, means, conduit, (ushort)port));
    }

    public static double Weight(double probability) => probability >= 1 ? 0 : -Math.Log(probability);

    public (int[] First, int[] Tail, int[] Head, double[] Weight, StepKind[] Kind, int[] Flow, int[] Means, int[] Conduit, ushort[] Port) ByTail(int nodes)
    {
        var first = new int[nodes + 1];
        foreach (var row in rows) first[row.Tail + 1]++;
        for (var i = 0; i < nodes; i++) first[i + 1] += first[i];
        var at = first.AsSpan(..nodes).ToArray();
        var n = rows.Count;
        var (tail, head, weight, kind) = (new int[n], new int[n], new double[n], new StepKind[n]);
        var (flow, means, conduit, port) = (new int[n], new int[n], new int[n], new ushort[n]);
        foreach (var row in rows)
        {
            var e = at[row.Tail]++;
            (tail[e], head[e], weight[e], kind[e]) = (row.Tail, row.Head, row.Weight, row.Kind);
            (flow[e], means[e], conduit[e], port[e]) = (row.Flow, row.Means, row.Conduit, row.Port);
        }

        return (first, tail, head, weight, kind, flow, means, conduit, port);
    }

    private readonly record struct Row(int Tail, int Head, double Weight, StepKind Kind, int Flow, int Means, int Conduit, ushort Port);
}
