using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Choices;

/// <summary>The steps of a part of a situation as the optimiser takes them.</summary>
/// <param name="First">Measures of step e stand from <c>First[e]</c> to before <c>First[e + 1]</c>.</param>
/// <param name="AsksMore">True where a node that needs some of many premises is reached by any one of them here: a plan for this holds, and may be dearer than is needed.</param>
internal sealed record FlatSteps(StepGraph Graph, double[] Weights, int[] First, int[] Measures, float[] Effects, bool AsksMore)
{
    /// <summary>
    /// Where some of many premises are needed, each set of as many is a joint state of its own, up to so many sets. A need of two of six or of three of six has 15 and 20.
    /// </summary>
    public const int MostSets = 20;

    /// <param name="needed">Premises that a node needs, 1 where any one suffices; the optimiser's joint states need all.</param>
    /// <param name="options">Measures that touch a step, and by how much each lengthens it.</param>
    public static FlatSteps Of(int nodes, int[] tail, int[] head, double[] weight, int[] needed, Func<int, (int Measure, double Effect)[]> options)
    {
        var joint = needed.Select(_ => false).ToList();
        var (steps, asksMore) = (new List<(int Tail, int Head, int Step)>(), false);
        foreach (var into in Enumerable.Range(0, head.Length).GroupBy(e => head[e]))
        {
            List<int> premises = [.. into];
            var need = needed[into.Key];
            joint[into.Key] = need > 1 && premises.Count == need;
            if (need == 1 || premises.Count == need)
            {
                steps.AddRange(premises.Select(e => (tail[e], into.Key, e)));
                continue;
            }

            if (Sets(premises.Count, need) > MostSets)
            {
                asksMore = true;
                steps.AddRange(premises.Select(e => (tail[e], into.Key, e)));
                continue;
            }

            foreach (var set in Sets(premises, need, 0))
            {
                steps.AddRange(set.Select(e => (tail[e], joint.Count, e)));
                steps.Add((joint.Count, into.Key, -1));
                joint.Add(true);
            }
        }

        var (graph, was) = StepGraph.Of(joint.Count, [.. steps.Select(s => s.Tail)], [.. steps.Select(s => s.Head)], [.. joint]);
        var (places, touching) = (new int[was.Length + 1], new List<(int Measure, double Effect)>());
        for (var e = 0; e < was.Length; e++)
        {
            if (steps[was[e]].Step is var step and >= 0) touching.AddRange(options(step));
            places[e + 1] = touching.Count;
        }

        return new(
            graph, [.. was.Select(w => steps[w].Step is var step and >= 0 ? weight[step] : 0)], places, [.. touching.Select(t => t.Measure)], [.. touching.Select(t => AtMost(t.Effect))], asksMore);
    }

    /// <summary>Never more than the effect, so that no plan is taken to do more than it does.</summary>
    private static float AtMost(double effect) => (float)effect is var near && near > effect ? MathF.BitDecrement(near) : near;

    /// <summary>How many sets of so many there are, at most one more than <see cref="MostSets"/>.</summary>
    private static double Sets(int of, int size)
    {
        var sets = 1.0;
        for (var i = 1; i <= size && sets <= MostSets; i++) sets = sets * (of - size + i) / i;
        return sets;
    }

    private static IEnumerable<List<int>> Sets(List<int> of, int size, int from)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (var i = from; i <= of.Count - size; i++)
            foreach (var rest in Sets(of, size - 1, i + 1)) yield return [of[i], .. rest];
    }
}
