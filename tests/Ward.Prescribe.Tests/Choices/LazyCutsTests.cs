using Ward.Prescribe.Choices;

namespace Ward.Prescribe.Tests.Choices;

public sealed class LazyCutsTests
{
    [Fact]
    public void TheCheapestHittingSetIsFound()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = new Listed(new Random(seed));
            var best = Enumerable.Range(0, 1 << problem.Count)
                .Select(set => Enumerable.Range(0, problem.Count).Where(i => (set >> i & 1) == 1).ToList())
                .Where(set => problem.Paths.All(p => p.Any(set.Contains))).Min(problem.Cost);
            if (double.IsPositiveInfinity(best)) Assert.IsType<SolverAnswer.Impossible>(new LazyCuts().Solve(problem, 1_000_000));
            else Assert.Equal(best, Assert.IsType<SolverAnswer.Optimal>(new LazyCuts().Solve(problem, 1_000_000)).Cost, 6);
        }
    }

    [Fact]
    public void WhereTheWorkEndsThePlanStillCutsEveryPathAndTheBoundIsTrue()
    {
        var feasible = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = new Listed(new Random(seed), measures: 40, paths: 120);
            if (new LazyCuts().Solve(problem, 260) is not SolverAnswer.Feasible early) continue;
            feasible++;
            Assert.All(problem.Paths, p => Assert.Contains(p, early.Set.Contains));
            if (new LazyCuts().Solve(problem, 3_000_000) is SolverAnswer.Optimal best) Assert.InRange(best.Cost, early.Bound - 1e-9, early.Cost + 1e-9);
        }

        Assert.True(feasible > 5, $"only {feasible} ended early");
    }

    [Fact]
    public void AContradictionIsToldWithoutWhatItDoesNotNeed()
    {
        var problem = new Listed([[0], [1], [2, 3]], [1, 1, 1, 1], set => set.Contains(0) && set.Contains(1) ? double.PositiveInfinity : 0);
        var answer = Assert.IsType<SolverAnswer.Impossible>(new LazyCuts().Solve(problem, 100_000));

        Assert.True(answer.Proven);
        Assert.Equal([[0], [1]], answer.Conflict.OrderBy(c => c[0]));
    }

    /// <summary>Paths listed beforehand; the joint cost is a toll on pairs, and sometimes forbids one.</summary>
    private sealed class Listed : CutProblem
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

        public override int Count => additive.Length;

        public override double Additive(int measure) => additive[measure];

        public override double Joint(IReadOnlyList<int> set) => joint(set);

        public override int[]? Uncut(IReadOnlyList<int> set, ref long steps)
        {
            steps--;
            return Paths.FirstOrDefault(p => !p.Any(set.Contains));
        }
    }
}
