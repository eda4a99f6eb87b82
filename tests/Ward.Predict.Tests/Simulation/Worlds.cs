using Ward.Predict.Simulation;

namespace Ward.Predict.Tests.Simulation;

/// <summary>The exact answer, by every world there is: each throw falls into one of the intervals between the probabilities that hang on it.</summary>
internal static class Worlds
{
    /// <summary>Probability that the node is reached within the hours. Steps must have no spread.</summary>
    public static double Exactly(Net net, int node, double within)
    {
        var limits = Enumerable.Range(0, net.Keys.Length).Select(t => Limits(net, t)).ToArray();
        var at = new double[limits.Length];
        return Sum(0, 1);

        double Sum(int thrown, double weight)
        {
            if (weight <= 0) return 0;
            if (thrown == limits.Length) return Earliest(net, at, node) <= within ? weight : 0;
            var sum = 0.0;
            for (var i = 0; i + 1 < limits[thrown].Length; i++)
            {
                at[thrown] = (limits[thrown][i] + limits[thrown][i + 1]) / 2;
                sum += Sum(thrown + 1, weight * (limits[thrown][i + 1] - limits[thrown][i]));
            }

            return sum;
        }
    }

    private static double[] Limits(Net net, int thrown) =>
    [
        .. Enumerable.Range(0, net.Edges).Where(e => net.Throw[e] == thrown).Select(e => net.Probability[e])
            .Concat(net.Starts.Where(s => s.Throw == thrown).Select(s => s.Belief)).Append(0).Append(1).Distinct().Order(),
    ];

    /// <summary>A fixed point by plain repetition, nothing in common with what it checks.</summary>
    private static double Earliest(Net net, double[] thrown, int node)
    {
        var at = new double[net.Nodes];
        Array.Fill(at, double.PositiveInfinity);
        for (var round = 0; round <= net.Nodes; round++)
        {
            var next = new double[net.Nodes];
            for (var n = 0; n < net.Nodes; n++)
            {
                var arrivals = new List<double>();
                for (var tail = 0; tail < net.Nodes; tail++)
                    for (var e = net.FirstOut[tail]; e < net.FirstOut[tail + 1]; e++)
                        if (net.Head[e] == n && double.IsFinite(at[tail]) && (net.Throw[e] < 0 || thrown[net.Throw[e]] < net.Probability[e])) arrivals.Add(at[tail] + net.Mean[e]);
                arrivals.Sort();
                next[n] = arrivals.Count >= net.Required[n] ? arrivals[net.Required[n] - 1] : double.PositiveInfinity;
                if (net.Starts.Any(s => s.Node == n && (s.Throw < 0 || thrown[s.Throw] < s.Belief))) next[n] = 0;
            }

            at = next;
        }

        return at[node];
    }
}
