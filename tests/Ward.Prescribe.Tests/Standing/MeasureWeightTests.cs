using CsCheck;
using Ward.Predict.AttackGraphs;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Standing;

namespace Ward.Prescribe.Tests.Standing;

public sealed class MeasureWeightTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A change lowers the loss only by lengthening ways that go over it.</summary>
    [Fact]
    public void NoChangeLowersMoreThanWhatRestsOnItAndNothingRestsOnMoreThanThereIs() => Gen.Int[0, 400].Sample(seed =>
    {
        var graph = AttackGraph.Of(RandomCity.Of(seed));
        var plan = new StandingChoice(new() { Changes = 1 }).Choose(graph, At);
        if (plan.Changes is not [var best]) return true;
        var weight = new StandingChoice().Weigh(graph, [best.Measure])[best.Measure.Key];

        return weight.Passing >= best.Lowers - 1e-6 && weight.Passing <= plan.Before + 1e-6 && weight.Passing > 0
            && Math.Abs(weight.Ways.Values.Sum() - weight.Passing) < 1e-6 * weight.Passing && weight.Grounds.SequenceEqual(weight.Ways.Where(w => w.Value >= plan.Before * MeasureWeight.Worth).Select(w => w.Key));
    }, iter: 150, threads: 1);

    [Fact]
    public void WhatIsDeclinedIsNotChosen() => Gen.Int[0, 400].Sample(seed =>
    {
        var graph = AttackGraph.Of(RandomCity.Of(seed));
        var plan = new StandingChoice().Choose(graph, At);
        if (plan.Changes.Count == 0) return true;
        var without = new StandingChoice(new() { Without = new HashSet<string> { plan.Changes[0].Measure.Key } }).Choose(graph, At);

        return without.Changes.All(c => c.Measure.Key != plan.Changes[0].Measure.Key);
    }, iter: 60, threads: 1);

    [Fact]
    public void GroundsAreTheZonesAndServicesBetweenWhichLikelyWaysGoOverIt()
    {
        var choice = new StandingChoice();
        var weights = choice.Weigh(AttackGraph.Of(SmallCity.Model), [new Measure.CloseFlow(new("edge"), new("ssh-in")), new Measure.CloseFlow(new("inner"), new("scada"))]);

        Assert.All(weights["close-flow|edge|ssh-in"].Grounds, g => Assert.StartsWith("from internet to ", g, StringComparison.Ordinal));
        Assert.NotEmpty(weights["close-flow|edge|ssh-in"].Grounds);
        Assert.All(weights["close-flow|inner|scada"].Grounds, g => Assert.EndsWith(" to water", g, StringComparison.Ordinal));
        Assert.NotEmpty(weights["close-flow|inner|scada"].Grounds);
    }

    [Fact]
    public void OnWhatTheCityHasNoMoreNothingRests()
    {
        Measure[] gone = [new Measure.CloseFlow(new("nobody"), new("ssh-in")), new Measure.CloseFlow(new("edge"), new("none")), new Measure.Patch(new("none"), new("none")), new Measure.RequireFactor(new("none")), new Measure.SegmentZone(new("nobody"), new("dmz"), new("data"))];
        var weights = new StandingChoice().Weigh(AttackGraph.Of(SmallCity.Model), gone);

        Assert.All(gone, m => Assert.Equal((0, 0), (weights[m.Key].Passing, weights[m.Key].Grounds.Count)));
    }

    [Fact]
    public void NoMoreRestsOnOneOfTwoAlternativesThanOnBoth()
    {
        var city = (SmallCity.Model with { Services = [new Ward.City.Services.Service(new("s"), "s", [new([new("bastion"), new("web")], [], 1)], 1, new(0, 1000, 2), 0, 0.05, null, null)] }).Anew();
        var graph = AttackGraph.Of(city);
        var before = new StandingChoice().Choose(graph, At).Before;
        var weight = new StandingChoice().Weigh(graph, [new Measure.CloseFlow(new("edge"), new("web-in")), new Measure.CloseFlow(new("edge"), new("ssh-in"))]);

        Assert.True(before > 0);
        Assert.All(weight.Values, w => Assert.InRange(w.Passing, 1e-9, before + 1e-6));
    }
}
