using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

/// <summary>Cases that are too large for every subset, each of which has a plan: many sources and goals, none of which may be isolated, patches and accounts that many steps share, partial effects.</summary>
internal static class ZonedCase
{
    private const int Hosts = 300, Zone = 30, Degree = 8;

    public static InterdictionProblem Of(int seed)
    {
        var random = new Random(seed);
        var (tails, heads, weights, by, effects) = (new List<int>(), new List<int>(), new List<double>(), new List<int[]>(), new List<float[]>());
        // Isolation of each host, five patches a host, ten accounts a zone.
        var costs = Enumerable.Range(0, Hosts * 6).Select(m => m < Hosts ? random.Next(30, 90) : random.Next(5, 16)).Concat(Enumerable.Range(0, Hosts / Zone * 10).Select(_ => random.Next(10, 31))).Select(c => (double)c).ToArray();
        var barred = new bool[costs.Length];
        int[] sources = [.. Enumerable.Range(0, 30).Select(_ => random.Next(Hosts / 2)).Distinct()], goals = [.. Enumerable.Range(0, 20).Select(_ => (Hosts / 2) + random.Next(Hosts / 2)).Distinct()];
        foreach (var host in sources.Concat(goals)) barred[host] = true;
        for (var tail = 0; tail < Hosts; tail++)
            for (var i = 0; i < Degree; i++)
            {
                var head = i < Degree - 2 ? (tail / Zone * Zone) + random.Next(Zone) : random.Next(Hosts);
                if (head == tail) continue;
                tails.Add(tail);
                heads.Add(head);
                weights.Add(0.05 + random.NextDouble());
                var hardened = i % 2 == 0 ? (Hosts * 6) + (head / Zone * 10) + random.Next(10) : Hosts + (head * 5) + random.Next(5);
                by.Add([tail, head, hardened]);
                effects.Add([float.PositiveInfinity, float.PositiveInfinity, random.Next(5) == 0 && !barred[tail] && !barred[head] ? 1.5f : float.PositiveInfinity]);
            }

        var (graph, was) = StepGraph.Of(Hosts, [.. tails], [.. heads]);
        var first = Enumerable.Range(0, was.Length + 1).Select(e => was.Take(e).Sum(w => by[w].Length)).ToArray();
        return new()
        {
            Graph = graph, Weights = [.. was.Select(w => weights[w])],
            Measures = new(costs, first, [.. was.SelectMany(w => by[w])], [.. was.SelectMany(w => effects[w])], barred),
            Sources = [.. sources.Select(s => new Source(s, 0))], Goals = [.. goals.Select(g => new Goal(g, 3.5))],
        };
    }
}
