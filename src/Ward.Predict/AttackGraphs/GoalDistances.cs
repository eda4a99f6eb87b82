namespace Ward.Predict.AttackGraphs;

/// <summary>Reverse shortest paths (Dijkstra 1959) from the services, computed once a city version. A joint node is taken as if one premise sufficed, which is never too long.</summary>
internal static class GoalDistances
{
    /// <summary>Distance of every node to the service that is nearest to it, infinite beyond <paramref name="far"/>.</summary>
    public static float[] Nearest(AttackGraph graph, double far)
    {
        var distance = Infinite(graph.NodeCount);
        var seeds = Enumerable.Range(graph.GoalsFrom, graph.City.Services.Count).Select(g => (g, 0.0)).ToList();
        foreach (var (goal, _) in seeds) distance[goal] = 0;
        Spread(graph, distance, seeds, far);
        return Array.ConvertAll(distance, d => (float)d);
    }

    private static double[] Infinite(int nodes)
    {
        var distance = new double[nodes];
        Array.Fill(distance, double.PositiveInfinity);
        return distance;
    }

    private static void Spread(AttackGraph graph, double[] distance, List<(int Node, double At)> seeds, double far)
    {
        var queue = new PriorityQueue<int, double>(seeds.Select(s => (s.Node, s.At)));
        var tails = graph.Tails;
        var weights = graph.Weights;
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            foreach (var edge in graph.In(node))
            {
                var next = at + weights[edge];
                var tail = tails[edge];
                if (next > far || next >= distance[tail]) continue;
                distance[tail] = next;
                queue.Enqueue(tail, next);
            }
        }
    }
}
