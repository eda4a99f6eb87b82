using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Tests.Choices;

/// <summary>Paths listed beforehand; the joint cost is a toll on pairs, and sometimes forbids one.</summary>
internal sealed class Listed : CutProblem
{
    private readonly double[] additive;
    private readonly Func<IReadOnlyList<int>, double> joint;

    public Listed(int[][] paths, double[] additive, Func<IReadOnlyList<int>, double> joint) => (Paths, this.additive, this.joint) = (paths, additive, joint);

    public Listed(Random random, int measures = 9, int paths = 10)
    {
        additive = [.. Enumerable.Range(0, measures).Select(_ => random.Next(5) == 0 ? 0 : (double)random.Next(1, 30))];
        Paths = [.. Enumerable.Range(0, paths).Select(_ => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(measures)).Distinct().Order().ToArray())];
        var tolls = Enumerable.Range(0, 5).Select(i => (A: random.Next(measures), B: random.Next(measures), Toll: i == 0 && random.Next(3) == 0 ? double.PositiveInfinity : random.Next(40))).ToList();
        joint = set => tolls.Where(t => set.Contains(t.A) && set.Contains(t.B)).Sum(t => t.Toll);
    }

    public int[][] Paths { get; }

    /// <summary>What the optimiser is given; none by default.</summary>
    public InterdictionProblem? AsFlat { get; init; }

    public override int Count => additive.Length;

    public override double Additive(int measure) => additive[measure];

    public override double Joint(IReadOnlyList<int> set) => joint(set);

    public override InterdictionProblem? Flat() => AsFlat;

    public override int[]? Uncut(IReadOnlyList<int> set, ref long steps)
    {
        steps--;
        return Paths.FirstOrDefault(p => !p.Any(set.Contains));
    }
}
