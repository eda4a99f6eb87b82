using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Choices;

namespace Ward.Prescribe.Standing;

/// <summary>
/// What attackers who begin in each zone can be expected to cost: over all zones, how often somebody begins there, times, over all services, the probability of
/// the likeliest way times what its loss costs. Several ways to one service are not added up. Not thread-safe; counts its searches.
/// </summary>
internal sealed class RiskField
{
    /// <summary>Ways less probable than this are not followed.</summary>
    public const double Least = 1e-4;

    private readonly Situation situation;
    private readonly MeasureFinder finder;
    private readonly double[] begins, losses, distance;
    private readonly int[] by;
    private readonly (int Measure, double Effect)[]?[] options;
    private readonly List<int> touched = [];
    private readonly Gathering gathering = new();
    private readonly PriorityQueue<int, double> queue = new();

    /// <param name="begins">By stand of the situation, how often somebody begins there.</param>
    /// <param name="losses">By service, what its loss costs.</param>
    public RiskField(Situation situation, MeasureFinder finder, double[] begins, double[] losses)
    {
        (this.situation, this.finder, this.begins, this.losses) = (situation, finder, begins, losses);
        (distance, by, options) = (new double[situation.NodeCount], new int[situation.NodeCount], new (int, double)[situation.EdgeCount][]);
        Array.Fill(distance, double.PositiveInfinity);
    }

    public int Searches { get; private set; }

    /// <summary>Expected loss under the measures, and, where asked for, what each way on which it rests is worth with its edges, those of its conditions among them.</summary>
    public double Of(IReadOnlySet<int> set, List<(int Service, double Loss, List<int> Edges)>? ways = null)
    {
        var sum = 0.0;
        for (var i = 0; i < begins.Length; i++)
        {
            Search(situation.Stands[i].Node, set);
            for (var s = 0; s < losses.Length; s++)
            {
                var goal = situation.Graph.GoalsFrom + s;
                var loss = begins[i] * losses[s] * Math.Exp(-distance[goal]);
                sum += loss;
                if (ways is not null && loss > 0) ways.Add((s, loss, Back(goal)));
            }
        }

        return sum;
    }

    public (int Measure, double Effect)[] Options(int edge) => options[edge] ??= finder.Options(edge);

    private void Search(int start, IReadOnlySet<int> set)
    {
        Searches++;
        foreach (var node in touched) distance[node] = double.PositiveInfinity;
        touched.Clear();
        gathering.Clear();
        queue.Clear();
        Reach(start, 0, -1);
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at > distance[node]) continue;
            var (from, before) = situation.Out(node);
            for (var e = from; e < before; e++)
            {
                var next = at + situation.Weight(e);
                var head = situation.Head(e);
                if (next >= distance[head] || next > -Math.Log(Least)) continue;
                if (set.Count > 0)
                    foreach (var (m, effect) in Options(e))
                        if (set.Contains(m)) next += effect;
                if (situation.Required(head) is var needed and > 1) next = gathering.Come(head, needed, next, e);
                if (next < distance[head] && next <= -Math.Log(Least)) Reach(head, next, e);
            }
        }
    }

    private void Reach(int node, double at, int edge)
    {
        if (double.IsPositiveInfinity(distance[node])) touched.Add(node);
        (distance[node], by[node]) = (at, edge);
        queue.Enqueue(node, at);
    }

    private List<int> Back(int node) => double.IsPositiveInfinity(distance[node])
        ? []
        : Gathering.Way(node, n => situation.Required(n) > 1 ? gathering.Of(n).ToArray() : by[n] >= 0 ? [by[n]] : [], e => situation.Edge(e).Tail);
}
