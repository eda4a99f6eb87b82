using CsCheck;
using Ward.City.Zones;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Risks;
using Ward.Predict.Simulation;
using Ward.Predict.Tests.Cities;

namespace Ward.Predict.Tests.Risks;

public sealed class RiskModelTests
{
    private static readonly RiskAssumptions OnlyOffices = new()
    {
        Footholds = new Dictionary<ZoneKind, double> { [ZoneKind.Data] = 0.4 }, Correction = null, Recovery = new(10, 0.7), Years = 40_000, Trials = 4_000,
    };

    [Fact]
    public void TheMeanIsRateTimesChanceTimesHoursTimesMoney()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        var payments = RiskModel.Of(graph, OnlyOffices).Services.Single(s => s.Service!.Value.Value == "payments");

        // A user of the file server stops payments with 0.8 (nobody keeps an account there); 1000 a hour.
        var expected = 0.4 * graph.Priors.ImpactAsUser * 10 * 1000;
        Assert.InRange(payments.Mean, expected - (5 * payments.StandardError) - 50, expected + (5 * payments.StandardError) + 50);
        Assert.InRange(payments.AnyLoss, 1 - Math.Exp(-0.4 * 0.8) - 0.015, 1 - Math.Exp(-0.4 * 0.8) + 0.015);
        Assert.Equal(0, payments.P50);
        Assert.True(payments.P90 > 0 && payments.P95 > payments.P90);
    }

    [Fact]
    public void ALossIsExceededByFewerYearsTheLargerItIs()
    {
        var curve = RiskModel.Of(AttackGraph.Of(SmallCity.Model), OnlyOffices).City.Exceedance;

        Assert.True(curve.Count > 5);
        Assert.Equal(curve.OrderByDescending(p => p.Share).Select(p => p.Loss), curve.Select(p => p.Loss).Order());
    }

    [Fact]
    public void ACutNeverRaisesAnything() => Gen.Int[0, 5_000].Sample(seed =>
    {
        var graph = AttackGraph.Of(RandomCity.Of(seed));
        var assumptions = new RiskAssumptions { Years = 500, Trials = 30, Correction = null };
        var (before, after) = (RiskModel.Of(graph, assumptions), RiskModel.Of(graph, assumptions, e => e.Flow == 0 || e.Account == 1));

        return before.Services.Zip(after.Services).All(p => p.Second.Mean <= p.First.Mean + 1e-9 && p.Second.Falls <= p.First.Falls && p.Second.P95 <= p.First.P95 + 1e-9);
    }, iter: 60);

    [Fact]
    public void AStepHalfAsLikelyLosesHalf()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        var half = RiskModel.Under(graph, OnlyOffices, (_, edge) => edge.Kind == StepKind.Impact ? Math.Log(2) : 0).Services.Single(s => s.Service!.Value.Value == "payments");

        var expected = 0.4 * graph.Priors.ImpactAsUser / 2 * 10 * 1000;
        Assert.InRange(half.Mean, expected - (5 * half.StandardError) - 50, expected + (5 * half.StandardError) + 50);
    }

    [Fact]
    public void AHarderStepNeverRaisesAnything() => Gen.Select(Gen.Int[0, 5_000], Gen.Double[0, 4]).Sample((seed, added) =>
    {
        var graph = AttackGraph.Of(RandomCity.Of(seed));
        var assumptions = new RiskAssumptions { Years = 500, Trials = 30, Correction = null };
        var (before, after) = (RiskModel.Of(graph, assumptions), RiskModel.Under(graph, assumptions, (_, e) => e.Exposure >= 0 || e.Account >= 0 ? added : 0));

        return before.Services.Zip(after.Services).All(p => p.Second.Mean <= p.First.Mean + 1e-9 && p.Second.Falls <= p.First.Falls);
    }, iter: 60);

    [Fact]
    public void WhereEveryWayIsCutNothingIsLost()
    {
        var risk = RiskModel.Of(AttackGraph.Of(SmallCity.Model), OnlyOffices, _ => true);

        Assert.Equal(0, risk.City.Mean);
        Assert.Equal(0, risk.City.AnyLoss);
    }

    [Fact]
    public void TheSameSeedLosesTheSame()
    {
        var (one, two) = (RiskModel.Of(AttackGraph.Of(SmallCity.Model), new RiskAssumptions()), RiskModel.Of(AttackGraph.Of(SmallCity.Model.Anew()), new RiskAssumptions()));

        Assert.Equal(one.Services.Select(s => s.Mean), two.Services.Select(s => s.Mean));
    }

    [Fact]
    public void WhatPeopleDoByHandIsTakenOff()
    {
        var byHand = SmallCity.Model with { Version = "v2", Services = [.. SmallCity.Model.Services.Select(s => s with { ManualFallback = "on paper" })] };
        var (without, with) = (RiskModel.Of(AttackGraph.Of(SmallCity.Model), OnlyOffices), RiskModel.Of(AttackGraph.Of(byHand.Anew()), OnlyOffices with { FallbackShare = 0.25 }));

        Assert.Equal(without.City.Mean * 0.25, with.City.Mean, 6);
        Assert.Equal(without.City.CitizenHours, with.City.CitizenHours, 6);
    }

    [Fact]
    public void ThePoissonHasItsMeanAndItsNoughts()
    {
        var numbers = Enumerable.Range(0, 50_000).Select(i => RiskModel.Poisson(1.7, Dice.Uniform(99, i))).ToList();

        // Standard deviation of the mean of 50,000 is 0.006.
        Assert.InRange(numbers.Average(), 1.67, 1.73);
        Assert.InRange(numbers.Count(n => n == 0) / 50_000.0, Math.Exp(-1.7) - 0.01, Math.Exp(-1.7) + 0.01);
        Assert.Equal(0, RiskModel.Poisson(3, 0));
    }

    [Fact]
    public void EveryAssumptionIsToldInWords() =>
        Assert.Contains(new RiskAssumptions().InWords(), l => l.StartsWith("0.5 a year get a first foothold in zones of the kind office", StringComparison.Ordinal));
}
