using Ward.Predict.AttackGraphs;

namespace Ward.Predict.NextSteps;

/// <summary>A way with its conditions, followed once: how far each node is, by which edge it was gained, and which of the edges are the way itself.</summary>
internal sealed class Course
{
    private readonly Dictionary<int, (double Length, double Hours, int By)> gained = [];
    private readonly Situation situation;
    private readonly IReadOnlyList<int> way;

    /// <param name="way">See <see cref="PathWords.Tell"/>.</param>
    public Course(Situation situation, IReadOnlyList<int> way)
    {
        (this.situation, this.way) = (situation, way);
        foreach (var number in way)
        {
            var edge = situation.Edge(number);
            var (length, hours, _) = gained.TryGetValue(edge.Tail, out var tail) ? tail : (situation.StandAt(edge.Tail)?.Offset ?? 0, 0, -1);
            (length, hours) = (length + edge.Weight, hours + StepTimes.Of(situation.Graph, edge).Mean);

            // A joint node has what its last premise has; of premises as probable as each other the one that was listed last is told, which is that of the way itself.
            var joins = situation.Required(edge.Head) > 1 && gained.TryGetValue(edge.Head, out _);
            var known = joins ? gained[edge.Head] : default;
            gained[edge.Head] = (Math.Max(known.Length, length), Math.Max(known.Hours, hours), joins && known.Length > length ? known.By : number);
        }

        var (main, seen) = (new List<int>(), new HashSet<int>());
        for (var by = way[^1]; by >= 0 && seen.Add(by); by = Via(situation.Edge(by).Tail)) main.Add(by);
        main.Reverse();
        Main = main;
    }

    /// <summary>The edges from the foothold to the end, without the conditions.</summary>
    public IReadOnlyList<int> Main { get; }

    /// <summary>-ln of its probability, at a joint node that of the least probable premise.</summary>
    public double Length => gained[situation.Head(way[^1])].Length;

    /// <summary>Sum of the steps' expected hours; at a joint node those of the premise that takes longest.</summary>
    public double Hours => gained[situation.Head(way[^1])].Hours;

    /// <summary>The edge by which the node was gained, or -1.</summary>
    public int Via(int node) => gained.TryGetValue(node, out var known) ? known.By : -1;

    /// <summary>The edges into a joint node besides the one that is told.</summary>
    public IEnumerable<int> Beside(int joint) => way.Where(e => situation.Head(e) == joint && e != Via(joint)).Distinct();
}
