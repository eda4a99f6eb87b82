using System.Net;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests.Choices;

public sealed class PlanCheckerTests
{
    [Fact]
    public void ABadPlanIsCaught()
    {
        var situation = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing()).Situation!;
        var wrong = new Measure.DenySource(new("inner"), IPAddress.Parse("203.0.113.9"));

        Assert.Equal(
            PlanChecker.Left(situation, situation.Stands, [], 0.002)[0],
            PlanChecker.Left(situation, situation.Stands, [wrong], 0.002)[0], 12);
    }

    [Fact]
    public void AGoodPlanLeavesNothing()
    {
        var situation = new Foresight(SmallCity.Model).Foresee(Incidents.Guessing()).Situation!;
        var right = new Measure.DenySource(new("edge"), IPAddress.Parse("203.0.113.9"));

        Assert.Empty(PlanChecker.Left(situation, situation.Stands, [right], 0.002));
    }
}
