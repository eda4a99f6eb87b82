namespace Ward.Predict.AttackGraphs;

/// <summary>Reverse shortest paths (Dijkstra 1959) from the services, computed once a city version. A joint node is taken as if one premise sufficed, which is never too long.</summary>
internal static class GoalDistances
{
    /// <summary>Distance of every node to the service that is nearest to it, infinite beyond <paramref name="far"/>.</summary>
    /// <param name="overReach">False where a port that is reached counts for nothing: what is left are the ways of credentials.</param>
    public static double[] Nearest(AttackGraph graph, double far, bool overReach)
    {
        var distance = Infinite(graph.NodeCount);
        var seeds = Enumerable.Range(graph.GoalsFrom, graph.City.Services.Count).Select(g => (g, 0.0)).ToList();
        foreach (var (goal, _) in seeds) distance[goal] = 0;
        Spread(graph, distance, seeds, far, overReach);
        return distance;
    }

    /// <summary>For each node the least, over the services, of distance to it minus the length that it tolerates; infinite where that is not below 0.</summary>
    public static double[] Slack(AttackGraph graph)
    {
        var distance = Infinite(graph.NodeCount);
        var seeds = new List<(int, double)>();
        for (var s = 0; s < graph.City.Services.Count; s++)
        {
            var goal = graph.GoalsFrom + s;
            distance[goal] = Math.Log(graph.City.Services[s].Tolerated);
            seeds.Add((goal, distance[goal]));
        }

        Spread(graph, distance, seeds, 0, true);
        return distance;
    }

    private static double[] Infinite(int nodes)
    {
        var distance = new double[nodes];
        Array.Fill(distance, double.PositiveInfinity);
        return distance;
    }

    private static void Spread(AttackGraph graph, double[] distance, List<(int Node, double At)> seeds, double far, bool overReach)
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
                if (next > far || next >= distance[tail] || (!overReach && graph.PositionOf(tail) is { Kind: PositionKind.Port })) continue;
                distance[tail] = next;
                queue.Enqueue(tail, next);
            }
        }
    }
}
