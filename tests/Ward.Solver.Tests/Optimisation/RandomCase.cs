using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

/// <summary>Small problems with everything in them: joint states, cuts and partial effects, shared measures, ceilings, redundancy, given lists, lead times, barred measures, joint losses, certain and impossible steps, cycles.</summary>
internal static class RandomCase
{
    public static InterdictionProblem Of(int seed)
    {
        var random = new Random(seed);
        var states = random.Next(3, 10);
        var steps = random.Next(states, 3 * states);
        var measures = random.Next(8) == 0 ? 0 : random.Next(4, 10);
        int[] tails = [.. Enumerable.Range(0, steps).Select(_ => random.Next(states))];
        int[] heads = [.. Enumerable.Range(0, steps).Select(_ => random.Next(states))];
        bool[]? joint = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, states).Select(_ => random.Next(4) == 0)];
        var graph = StepGraph.Of(states, tails, heads, joint).Graph;
        var table = Table(random, steps, measures);
        var limit = 0.3 + (random.NextDouble() * 4);
        return new()
        {
            Graph = graph,
            Weights = [.. Enumerable.Range(0, steps).Select(_ => random.Next(8) switch { 0 => 0, 1 => double.PositiveInfinity, _ => Math.Round(random.NextDouble() * 2, 2) })],
            Measures = table,
            Sources = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new Source(random.Next(random.Next(6) == 0 ? states : states / 2), random.Next(3) == 0 ? 0 : Math.Round(random.NextDouble(), 2)))],
            Goals = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Goal(random.Next(6) == 0 ? random.Next(states) : states - 1 - random.Next(states / 2), random.Next(12) == 0 ? double.PositiveInfinity : Math.Round(limit * (0.5 + random.NextDouble()), 2), random.Next(4) == 0 ? random.Next(1, 6) : double.PositiveInfinity))],
            Ceilings = measures == 0 ? [] : [.. Enumerable.Range(0, random.Next(3)).Select(i => Ceiling(random, i, measures))],
            Redundancies = measures == 0 ? [] : [.. Enumerable.Range(0, random.Next(2)).Select(i => Redundancy(random, i, measures))],
            Given = measures > 0 && random.Next(4) == 0 ? [[.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(measures))]] : [],
            Loss = measures > 0 && random.Next(3) == 0 ? new PairTolls([.. Enumerable.Range(0, 3).Select(i => (random.Next(measures), random.Next(measures), i == 0 ? double.PositiveInfinity : random.Next(20)))]) : null,
        };
    }

    private static MeasureTable Table(Random random, int steps, int measures)
    {
        var (first, by, effects) = (new int[steps + 1], new List<int>(), new List<float>());
        for (var e = 0; e < steps; e++)
        {
            foreach (var m in Enumerable.Range(0, measures).Where(_ => random.Next(3) == 0))
            {
                by.Add(m);
                effects.Add(random.Next(2) == 0 ? float.PositiveInfinity : (float)Math.Round(0.1 + (random.NextDouble() * 2), 2));
            }

            first[e + 1] = by.Count;
        }

        var whole = random.Next(2) == 0;
        return new(
            [.. Enumerable.Range(0, measures).Select(_ => random.Next(8) == 0 ? 0 : whole ? random.Next(1, 12) : Math.Round(random.NextDouble() * 10, 3))], first, [.. by], [.. effects],
            random.Next(2) == 0 ? null : [.. Enumerable.Range(0, measures).Select(_ => random.Next(12) == 0)],
            random.Next(2) == 0 ? null : [.. Enumerable.Range(0, measures).Select(_ => (double)random.Next(6))]);
    }

    private static Ceiling Ceiling(Random random, int number, int measures)
    {
        int[] of = [.. Enumerable.Range(0, measures).Where(_ => random.Next(2) == 0)];
        return new($"ceiling {number}", of, [.. of.Select(_ => (double)random.Next(0, 4))], random.Next(1, 6));
    }

    private static Redundancy Redundancy(Random random, int number, int measures)
    {
        int[][] members = [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(measures)).ToArray())];
        return new($"redundancy {number}", members, random.Next(0, members.Length + 1));
    }
}
