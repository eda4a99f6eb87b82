using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Tests.Choices;

public sealed class StagedSolverTests
{
    [Fact]
    public void WithoutASolverTheSamePrescriptionIsFound()
    {
        for (var seed = 2000; seed < 2100; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var plain = new Choice().Choose(incident, forecast);
            // A first attempt of one step leaves everything to the second.
            var staged = new Choice(new ChoiceOptions(), new StagedSolver(new NoMaster("none"), atOnce: 1)).Choose(incident, forecast);

            Assert.Equal(plain.Proof.Status, staged.Proof.Status);
            Assert.Equal(plain.Cost.Total, staged.Cost.Total, 6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APlanThatHoldsIsNotLostToAProofOfTheRoundedProblemThatThereIsNoneAsCheap(bool dearer)
    {
        var kept = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            // One step, which nothing stops, or only something very dear.
            var flat = new InterdictionProblem
            {
                Graph = new([0, 1, 1], [1]), Weights = [0.1], Sources = [new(0, 0)], Goals = [new(1, 1)],
                Measures = dearer ? new([1e6], [0, 1], [0], [float.PositiveInfinity]) : new([], [0, 0], [], []),
            };
            var problem = new Listed(new Random(seed), measures: 40, paths: 120) { AsFlat = flat };
            if (new LazyCuts().Solve(problem, 260, Deadline.None) is not SolverAnswer.Feasible early) continue;
            kept++;
            var told = Assert.IsType<SolverAnswer.Feasible>(new StagedSolver(new NoMaster("none"), atOnce: 260).Solve(problem, 261, Deadline.None));
            Assert.Equal((early.Cost, early.Bound), (told.Cost, told.Bound));
        }

        Assert.True(kept > 5, $"only {kept} ended early");
    }
}
