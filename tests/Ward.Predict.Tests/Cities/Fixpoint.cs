using Ward.Predict.AttackGraphs;

namespace Ward.Predict.Tests.Cities;

/// <summary>Lengths in a situation by plain repetition until nothing changes: no order, no heap, no pruning, nothing in common with what it checks.</summary>
internal static class Fixpoint
{
    /// <summary>-ln of the most probable way to each node; a node that needs k things is as far as the k-th nearest of them.</summary>
    /// <param name="added">By edge, what is added to its length.</param>
    public static double[] Of(Situation situation, Func<int, double>? added = null)
    {
        var length = new double[situation.NodeCount];
        Array.Fill(length, double.PositiveInfinity);
        var edges = Enumerable.Range(0, situation.EdgeCount).Select(e => (Edge: situation.Edge(e), Weight: situation.Weight(e) + (added?.Invoke(e) ?? 0))).ToLookup(e => e.Edge.Head);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var node = 0; node < length.Length; node++)
            {
                var come = edges[node].Select(e => length[e.Edge.Tail] + e.Weight).Append(situation.StandAt(node)?.Offset ?? double.PositiveInfinity).Order().ToList();
                var needed = situation.Required(node);
                var now = come.Count < needed ? double.PositiveInfinity : come[needed - 1];
                if (!(now < length[node] - 1e-12)) continue;
                length[node] = now;
                changed = true;
            }
        }

        return length;
    }
}
