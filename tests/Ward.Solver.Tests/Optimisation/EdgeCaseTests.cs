using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

public sealed class EdgeCaseTests(SolverFixture solver)
{
    [Fact]
    public void ACertainWayWithoutMeasuresIsToldAsItIs()
    {
        var answer = Solve(Line([0, 0], [], goal: 1));

        var way = Assert.IsType<Conflict.Way>(Assert.Single(Assert.IsType<OptimiserAnswer.Infeasible>(answer).Conflicts));
        Assert.Equal([0, 1], way.Steps);
        Assert.Empty(way.By);
    }

    [Fact]
    public void AStepThatNeverSucceedsNeedsNoMeasure() => Assert.Empty(Assert.IsType<OptimiserAnswer.Optimal>(Solve(Line([0, double.PositiveInfinity], [], goal: 1))).Set);

    [Fact]
    public void AGoalThatIsASourceCannotBeSaved()
    {
        var problem = Line([1, 1], [], goal: 1) with { Goals = [new(0, 1)] };

        Assert.Empty(Assert.IsType<Conflict.Way>(Assert.Single(Assert.IsType<OptimiserAnswer.Infeasible>(Solve(problem)).Conflicts)).Steps);
    }

    [Fact]
    public void AGoalThatToleratesEverythingNeedsNothing() => Assert.Empty(Assert.IsType<OptimiserAnswer.Optimal>(Solve(Line([0, 0], [], goal: 0))).Set);

    [Fact]
    public void ABarredMeasureIsNamedInTheContradiction()
    {
        var problem = Line([0, 0], [[0]], goal: 1) with { Measures = new([1], [0, 1, 1], [0], [float.PositiveInfinity], [true]) };

        Assert.Equal([0], Assert.IsType<Conflict.Way>(Assert.Single(Assert.IsType<OptimiserAnswer.Infeasible>(Solve(problem)).Conflicts)).Barred);
    }

    [Fact]
    public void TwoPartialEffectsTogetherSufficeWhereOneDoesNot()
    {
        var problem = Line([0.5, 0.5], [], goal: 2) with { Measures = new([3, 4], [0, 1, 2], [0, 1], [0.6f, 0.5f]) };

        var optimal = Assert.IsType<OptimiserAnswer.Optimal>(Solve(problem));

        Assert.Equal([0, 1], optimal.Set);
        Assert.Equal(7, optimal.Cost, 9);
    }

    [Fact]
    public void OfTwoPremisesTheCheaperIsTaken()
    {
        // 0 -> 1 -> 3 and 0 -> 2 -> 3, where 3 needs both.
        var graph = new StepGraph([0, 2, 3, 4, 4], [1, 2, 3, 3], [false, false, false, true]);
        var problem = new InterdictionProblem
        {
            Graph = graph, Weights = [0.1, 0.1, 0.1, 0.1], Sources = [new(0, 0)], Goals = [new(3, 3)],
            Measures = new([9, 2], [0, 1, 2, 2, 2], [0, 1], [float.PositiveInfinity, float.PositiveInfinity]),
        };

        Assert.Equal([1], Assert.IsType<OptimiserAnswer.Optimal>(Solve(problem)).Set);
    }

    [Fact]
    public void AJointStateIsAsFarAsItsFarthestPremise()
    {
        var graph = new StepGraph([0, 2, 3, 4, 4], [1, 2, 3, 3], [false, false, false, true]);
        var problem = new InterdictionProblem { Graph = graph, Weights = [0.1, 2.5, 0.1, 0.1], Sources = [new(0, 0)], Goals = [new(3, 2.7)], Measures = new([], [0, 0, 0, 0, 0], [], []) };

        Assert.IsType<OptimiserAnswer.Infeasible>(Solve(problem));
        Assert.IsType<OptimiserAnswer.Optimal>(Solve(problem with { Goals = [new(3, 2.55)] }));
        Assert.Equal(2.6, PlanVerifier.Lengths(problem, new HashSet<int>(), 0)[3], 9);
    }

    [Fact]
    public void AMeasureThatComesTooLateDoesNotCount()
    {
        var problem = Line([0, 0], [], goal: 1) with { Measures = new([1, 5], [0, 2, 2], [0, 1], [float.PositiveInfinity, float.PositiveInfinity], lead: [24, 1]), Goals = [new(2, 1, 8)] };

        Assert.Equal([1], Assert.IsType<OptimiserAnswer.Optimal>(Solve(problem)).Set);
    }

    [Theory, InlineData(-0.1), InlineData(double.NaN)]
    public void AWeightThatIsNoProbabilityIsRefusedByName(double weight) =>
        Assert.Contains("step 1", Assert.Throws<ArgumentException>(() => Solve(Line([0, weight], [], goal: 1))).Message, StringComparison.Ordinal);

    [Fact]
    public void ARuleThatTheEmptyPlanBreaksIsNamed()
    {
        var problem = Line([0, double.PositiveInfinity], [], goal: 1) with { Redundancies = [new("two pumps", [[]], 2)] };

        Assert.Equal(new Conflict.Rule("two pumps"), Assert.Single(Assert.IsType<OptimiserAnswer.Infeasible>(Solve(problem)).Conflicts));
    }

    [Fact]
    public void AWrongPlanIsRefuted()
    {
        var problem = Line([0, 0], [[0]], goal: 1);

        Assert.Contains("goal 2", PlanVerifier.Refutes(problem, [], 0)!, StringComparison.Ordinal);
        Assert.Contains("costs", PlanVerifier.Refutes(problem, [0], 0)!, StringComparison.Ordinal);
        Assert.Null(PlanVerifier.Refutes(problem, [0], 1));
        Assert.Contains("budget", PlanVerifier.Refutes(problem with { Ceilings = [new("budget", [0], [2], 1)] }, [0], 1)!, StringComparison.Ordinal);
        Assert.Contains("pumps", PlanVerifier.Refutes(problem with { Redundancies = [new("pumps", [[0]], 1)] }, [0], 1)!, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossBeyondWhatTheMasterReckonsWithIsNoContradiction()
    {
        // The first is stopped by 0 or 1, the second by 2 alone, which costs two thousand millions and must not be done together with 0.
        var problem = new InterdictionProblem
        {
            Graph = new([0, 2, 2, 2], [1, 2]), Weights = [0, 0], Sources = [new(0, 0)], Goals = [new(1, 1), new(2, 1)],
            Measures = new([1, 2, 5], [0, 2, 3], [0, 1, 2], [float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity]), Loss = new Heavy(),
        };

        Assert.IsNotType<OptimiserAnswer.Infeasible>(Solve(problem));
    }

    private sealed record Heavy : ISetLoss
    {
        public double Of(IReadOnlyList<int> set) => !set.Contains(2) ? 0 : set.Contains(0) ? double.PositiveInfinity : 2e9;
    }

    private OptimiserAnswer Solve(InterdictionProblem problem) => new Optimiser(solver.Process).Solve(problem);

    /// <summary>0 -> 1 -> 2; each measure costs 1 and cuts the first step.</summary>
    private static InterdictionProblem Line(double[] weights, int[][] measures, double goal) => new()
    {
        Graph = new([0, 1, 2, 2], [1, 2]), Weights = weights, Sources = [new(0, 0)], Goals = [new(2, goal)],
        Measures = new([.. measures.Select(_ => 1.0)], [0, measures.Length, measures.Length], [.. Enumerable.Range(0, measures.Length)], [.. measures.Select(_ => float.PositiveInfinity)]),
    };
}
