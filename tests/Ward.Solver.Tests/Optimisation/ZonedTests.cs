using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

/// <summary>Cases that need dives, neighbourhoods, rows that come and go, and whole-number searches.</summary>
public sealed class ZonedTests(SolverFixture solver)
{
    private const int Cases = 3;

    [Fact]
    public void WhatIsKnownFromBeforeChangesTheWayButNotTheOptimum()
    {
        var searched = 0;
        for (var seed = 1; seed <= Cases; seed++)
        {
            var random = new Random(seed);
            var problem = ZonedCase.Of(seed);
            var memory = new OptimiserMemory();
            for (var piece = 0; piece < 3; piece++)
            {
                var kept = Proven(problem, memory);
                var fresh = Proven(problem, null);
                Assert.True(Math.Abs(kept.Cost - fresh.Cost) < 1e-6, $"seed {seed}, piece {piece}: {kept.Cost} from what was known, {fresh.Cost} afresh");
                searched += kept.Figures.Searches;
                var weights = problem.Weights.ToArray();
                weights[random.Next(weights.Length)] *= piece == 0 ? 0.3 : 3;
                problem = problem with { Weights = weights, Sources = [.. problem.Sources, new Source(random.Next(problem.Graph.States / 2), 0.2)] };
            }
        }

        Assert.True(searched > 0, "no case needed a whole-number search");
    }

    [Fact]
    public void WithLittleWorkThePlanStillHoldsAndTheBoundsFitTogether()
    {
        for (var seed = 1; seed <= Cases; seed++)
        {
            var problem = ZonedCase.Of(seed);
            var least = Proven(problem, null).Cost;
            foreach (var work in (long[])[1_000, 30_000, 300_000, 1_000_000])
            {
                var told = new Optimiser(solver.Process).Solve(problem, new OptimiserLimits { Work = work });
                var (set, cost, bound) = told switch
                {
                    OptimiserAnswer.Optimal optimal => (optimal.Set, optimal.Cost, optimal.Bound),
                    OptimiserAnswer.Feasible feasible => (feasible.Set, feasible.Cost, feasible.Bound),
                    _ => throw new InvalidOperationException($"seed {seed}, work {work}: {told}"),
                };
                Assert.Null(PlanVerifier.Refutes(problem, set, cost));
                Assert.InRange(least, bound - 1e-6, cost + 1e-6);
            }
        }
    }

    private OptimiserAnswer.Optimal Proven(InterdictionProblem problem, OptimiserMemory? memory)
    {
        var optimal = Assert.IsType<OptimiserAnswer.Optimal>(new Optimiser(solver.Process).Solve(problem, new OptimiserLimits { Work = 400_000_000 }, memory));
        Assert.Null(PlanVerifier.Refutes(problem, optimal.Set, optimal.Cost));
        return optimal;
    }
}
