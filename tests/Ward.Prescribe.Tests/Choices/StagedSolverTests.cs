using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Masters;

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
}
