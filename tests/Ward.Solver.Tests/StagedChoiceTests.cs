using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe;
using Ward.Prescribe.Choices;

namespace Ward.Solver.Tests;

public sealed class StagedChoiceTests(SolverFixture solver)
{
    [Fact]
    public void TheOptimiserPrescribesWhatBranchAndBoundProves()
    {
        var plans = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var plain = new Choice().Choose(incident, forecast);
            var staged = new Choice(new ChoiceOptions(), new StagedSolver(solver.Process, atOnce: 1)).Choose(incident, forecast);

            Assert.Equal((seed, plain.Proof.Status), (seed, staged.Proof.Status));
            if (plain.Proof.Status != ProofStatus.Optimal) continue;
            plans++;
            Assert.Equal(plain.Cost.Total, staged.Cost.Total, 4);
        }

        Assert.True(plans > 20, $"{plans} plans");
    }
}
