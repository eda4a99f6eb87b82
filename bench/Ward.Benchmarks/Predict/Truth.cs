using Ward.City;
using Ward.Predict.AttackGraphs;

namespace Ward.Benchmarks.Predict;

/// <summary>
/// How a city really is, which the forecast does not know: every step's logit differs from the model's by a normal error, and its hours by a lognormal one.
/// </summary>
internal sealed class Truth
{
    /// <summary>Standard deviation of the error of a step's logit: one in three steps is more than twice as likely, or less than half as likely (in odds), as the model says.</summary>
    public const double LogitError = 0.8;

    /// <summary>Standard deviation of the logarithm of the factor by which a step's hours differ.</summary>
    public const double HoursError = 0.5;

    private readonly int seed;
    private readonly Dictionary<int, double[]> toGoal = [];
    private readonly List<(int Edge, int Tail)>[] into;

    public Truth(Situation ground, int seed)
    {
        (Ground, this.seed) = (ground, seed);
        into = new List<(int, int)>[ground.Graph.NodeCount];
        for (var n = 0; n < into.Length; n++) into[n] = [];
        for (var e = 0; e < ground.Graph.EdgeCount; e++) into[ground.Graph.Head(e)].Add((e, ground.Graph.Edge(e).Tail));
    }

    /// <summary>The graph with one stand outside, from which nothing has been tried.</summary>
    public Situation Ground { get; }

    public CityModel City => Ground.Graph.City;

    /// <summary>The edges into a node, with where they start.</summary>
    public IReadOnlyList<(int Edge, int Tail)> Into(int node) => node < into.Length ? into[node] : [];

    /// <summary>What decides a step: the same weakness, account and host, whichever way one comes.</summary>
    public ulong Key(in EdgeFacts edge)
    {
        var asset = Ground.AssetOf(edge.Kind is StepKind.Impact or StepKind.TakeCredential ? edge.Tail : edge.Head);
        var of = edge.Exposure >= 0 ? (1UL << 40) + (ulong)edge.Exposure : ((ulong)(asset + 1) << 20) + (ulong)(edge.Port + 1);
        return Mix(Mix((ulong)seed, of), ((ulong)edge.Kind << 32) + (ulong)(edge.Account + 1) + (edge.Kind == StepKind.Impact ? (ulong)(Ground.Graph.GoalsFrom + Ground.Graph.ServiceAt(edge.Head)) << 8 : 0));
    }

    /// <summary>That an attacker of that skill (a shift of logits) succeeds, 0..1; what is sure in the model is sure.</summary>
    public double Probability(in EdgeFacts edge, double skill)
    {
        var p = Math.Exp(-edge.Weight);
        if (p >= 1) return 1;
        return 1 / (1 + Math.Exp(-(Math.Log(p / (1 - p)) + skill + (LogitError * Normal(Key(edge))))));
    }

    /// <summary>Mean hours of the step here.</summary>
    public double Hours(in EdgeFacts edge) => StepTimes.Of(Ground.Graph, edge).Mean * Math.Exp(HoursError * Normal(Mix(Key(edge), 7)));

    /// <summary>-ln of the best way to the service by the model, for attackers who know where they go; infinite where none leads there.</summary>
    public double[] To(int service)
    {
        if (toGoal.TryGetValue(service, out var known)) return known;
        var distance = new double[Ground.Graph.NodeCount];
        Array.Fill(distance, double.PositiveInfinity);
        var queue = new PriorityQueue<int, double>();
        distance[Ground.Graph.GoalsFrom + service] = 0;
        queue.Enqueue(Ground.Graph.GoalsFrom + service, 0);
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            foreach (var (edge, tail) in into[node])
            {
                var next = at + Ground.Graph.Weight(edge);
                if (next >= distance[tail]) continue;
                distance[tail] = next;
                queue.Enqueue(tail, next);
            }
        }

        return toGoal[service] = distance;
    }

    private static double Normal(ulong key)
    {
        var random = new Random((int)(key & 0x7FFFFFFF));
        return Chance.Normal(random);
    }

    private static ulong Mix(ulong x, ulong y)
    {
        x ^= y + 0x9E3779B97F4A7C15 + (x << 6) + (x >> 2);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
