using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Fronts;

namespace Ward.Solver.Tests.Optimisation;

public sealed class LossFrontTests(SolverFixture solver)
{
    [Fact]
    public void NoPointOfTheFrontIsBothDearerAndWorseAndEachIsTheCheapestAtItsLevel()
    {
        var points = 0;
        for (var seed = 40_000; seed < 40_060; seed++)
        {
            var problem = RandomCase.Of(seed);
            double[] losses = [.. problem.Goals.Select((_, i) => 100.0 * (i + 1))];
            var front = new LossFront(solver.Process).Of(problem, losses, 5);
            points += front.Count;
            for (var i = 1; i < front.Count; i++) Assert.True(front[i].Cost >= front[i - 1].Cost && front[i].Loss < front[i - 1].Loss);
            foreach (var point in front.Where(p => double.IsFinite(p.Level)))
            {
                var asked = problem with { Goals = [.. problem.Goals.Select((g, i) => g with { Limit = losses[i] <= point.Level ? 0 : -Math.Log(point.Level / losses[i]) })] };
                Assert.Null(PlanVerifier.Refutes(asked, point.Set, point.Cost));
                Assert.Equal(new EverySubset(asked).Least(), point.Cost, 6);
            }
        }

        Assert.True(points > 60, $"{points} points");
    }

    [Fact]
    public void WithinABudgetThePlanThatLeavesLeastIsTaken()
    {
        FrontPoint[] front = [new([], 0, 90, 100, true), new([1], 5, 40, 50, true), new([1, 2], 9, 3, 25, true)];

        Assert.Equal([1], LossFront.Within(front, 8)!.Set);
        Assert.Equal([1, 2], LossFront.Within(front, 9)!.Set);
        Assert.Empty(LossFront.Within(front, 0)!.Set);
    }

    [Fact]
    public void LossesThatDoNotFitAreRefused() =>
        Assert.Throws<ArgumentException>(() => new LossFront(solver.Process).Of(RandomCase.Of(1), [], 3));
}
