using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Deadlines;

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
            if (double.IsPositiveInfinity(best)) Assert.IsType<SolverAnswer.Impossible>(new LazyCuts().Solve(problem, 1_000_000, Deadline.None));
            else Assert.Equal(best, Assert.IsType<SolverAnswer.Optimal>(new LazyCuts().Solve(problem, 1_000_000, Deadline.None)).Cost, 6);
        }
    }

    [Fact]
    public void WhereTheWorkEndsThePlanStillCutsEveryPathAndTheBoundIsTrue()
    {
        var feasible = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = new Listed(new Random(seed), measures: 40, paths: 120);
            if (new LazyCuts().Solve(problem, 260, Deadline.None) is not SolverAnswer.Feasible early) continue;
            feasible++;
            Assert.All(problem.Paths, p => Assert.Contains(p, early.Set.Contains));
            if (new LazyCuts().Solve(problem, 3_000_000, Deadline.None) is SolverAnswer.Optimal best) Assert.InRange(best.Cost, early.Bound - 1e-9, early.Cost + 1e-9);
        }

        Assert.True(feasible > 5, $"only {feasible} ended early");
    }

    [Fact]
    public void AContradictionIsToldWithoutWhatItDoesNotNeed()
    {
        var problem = new Listed([[0], [1], [2, 3]], [1, 1, 1, 1], set => set.Contains(0) && set.Contains(1) ? double.PositiveInfinity : 0);
        var answer = Assert.IsType<SolverAnswer.Impossible>(new LazyCuts().Solve(problem, 100_000, Deadline.None));

        Assert.True(answer.Proven);
        Assert.Equal([[0], [1]], answer.Conflict.OrderBy(c => c[0]));
    }
}
