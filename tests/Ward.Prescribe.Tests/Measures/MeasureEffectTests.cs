using Ward.Predict.AttackGraphs;
using Ward.Predict.Risks;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Tests.Measures;

public sealed class MeasureEffectTests
{
    private static readonly RiskAssumptions Few = new() { Years = 4_000, Trials = 200 };

    [Fact]
    public void AYearUnderAClosedFlowIsAYearInWhichNobodyUsesIt()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        var under = RiskModel.Under(graph, Few, MeasureEffect.Of([new Measure.CloseFlow(new("inner"), new("scada"))]));
        var cut = RiskModel.Of(graph, Few, e => e.Flow == 3);

        Assert.Equal(cut.Services.Select(s => s.Mean), under.Services.Select(s => s.Mean));
        Assert.True(under.City.Mean < RiskModel.Of(graph, Few).City.Mean);
    }

    [Fact]
    public void WhatOnlyMakesAStepHarderLowersAYearAndDoesNotEndIt()
    {
        var graph = AttackGraph.Of(SmallCity.Model);
        var (before, after) = (RiskModel.Of(graph, Few), RiskModel.Under(graph, Few, MeasureEffect.Of([new Measure.RequireFactor(new("ops-backup"))])));

        Assert.InRange(after.City.Mean, 1, before.City.Mean - 1);
    }
}
