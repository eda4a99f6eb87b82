namespace Ward.Predict.AttackGraphs;

/// <summary>
/// The edges out of each node by how near a goal they may lead, nearest first: a search reads those that can still matter and stops at the first that cannot. Edges that lead
/// nowhere are not in it. Immutable.
/// </summary>
internal sealed class NearEdges
{
    private readonly int[] first;
    private readonly int[] edge;
    private readonly double[] through;

    /// <param name="bound">By node, never more than what is still to come.</param>
    /// <param name="uncertain">The same for the far end of a step that may fail.</param>
    public NearEdges(AttackGraph graph, double[] bound, double[] uncertain)
    {
        var (heads, weights) = (graph.Heads.ToArray(), graph.Weights.ToArray());
        (first, edge, through) = (new int[graph.NodeCount + 1], new int[graph.EdgeCount], new double[graph.EdgeCount]);
        var at = 0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var (from, before) = graph.Out(node);
            for (var e = from; e < before; e++)
                if (weights[e] + (weights[e] > 0 ? uncertain : bound)[heads[e]] is var length && double.IsFinite(length)) (edge[at], through[at++]) = (e, length);
            first[node + 1] = at;
            Array.Sort(through, edge, first[node], at - first[node]);
        }

        Array.Resize(ref edge, at);
        Array.Resize(ref through, at);
    }

    /// <summary>The edges out of the node by which no more than that is still to come.</summary>
    public ReadOnlySpan<int> Within(int node, double left)
    {
        var (from, before) = (first[node], first[node]);
        while (before < first[node + 1] && through[before] <= left) before++;
        return edge.AsSpan(from..before);
    }
}
