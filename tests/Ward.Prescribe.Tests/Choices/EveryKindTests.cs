using CsCheck;
using Ward.Govern.Mandates;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Prescribe.Tests.Choices;

/// <summary>The choice among all kinds of measures, those that only weaken a step among them.</summary>
public sealed class EveryKindTests
{
    private static readonly ChoiceOptions Every = new() { Kinds = ChoiceOptions.Every, Within = double.PositiveInfinity };

    /// <summary>Kinds that can take the way by which an attacker steers a host; with them a demand comes, so they are never left out.</summary>
    private static readonly ActionClass[] Steering = [ActionClass.DenySource, ActionClass.DenyWeb, ActionClass.CloseFlow, ActionClass.SegmentZone, ActionClass.IsolateHost];

    [Fact]
    public void TheChoiceIsTheCheapestOfAllSubsetsOfAllKinds()
    {
        var (statuses, kinds, looked) = (new Dictionary<ProofStatus, int>(), new HashSet<ActionClass>(), 0);
        for (var seed = 0; seed < 900; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var all = new Exhaustive(city, forecast, Every);
            if (all.Count > 14) continue;
            looked++;
            var chosen = new Choice(Every).Choose(incident, forecast);
            statuses[chosen.Proof.Status] = statuses.GetValueOrDefault(chosen.Proof.Status) + 1;
            kinds.UnionWith(chosen.Measures.Select(m => m.Class));
            if (!all.IsThreatened)
            {
                Assert.True(chosen.Proof.Status == ProofStatus.NothingNeeded, $"seed {seed}: nothing threatens, yet {chosen.Proof.Status}");
                continue;
            }

            var least = all.Least();
            if (double.IsPositiveInfinity(least)) Assert.True(chosen.Proof.Status == ProofStatus.Infeasible, $"seed {seed}: no plan exists, yet {chosen.Proof.Status}");
            else
            {
                Assert.True(chosen.Proof.Status == ProofStatus.Optimal, $"seed {seed}: a plan of {least} exists, yet {chosen.Proof.Status}: {string.Join(' ', chosen.Proof.Conflicts)}");
                Assert.True(Math.Abs(least - chosen.Cost.Total) < 1e-6, $"seed {seed}: {least} against {chosen.Cost.Total}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{looked} cities: {string.Join(", ", statuses)}; chosen: {string.Join(", ", kinds)}");
        Assert.True(statuses.GetValueOrDefault(ProofStatus.Optimal) > 60, string.Join(", ", statuses));
        Assert.True(kinds.Count >= 8, string.Join(", ", kinds));
    }

    [Fact]
    public void TheOptimiserOverFlatArraysFindsTheSame() => Gen.Int[3000, 3200].Sample(seed =>
    {
        var city = RandomCity.Of(seed);
        var incident = RandomCity.Attack(city, seed);
        var forecast = new Foresight(city).Foresee(incident);
        var plain = new Choice(Every).Choose(incident, forecast);
        var staged = new Choice(Every, new StagedSolver(new NoMaster("none"), atOnce: 1)).Choose(incident, forecast);

        Assert.Equal(plain.Proof.Status, staged.Proof.Status);
        return Math.Abs(plain.Cost.Total - staged.Cost.Total) < 1e-6;
    }, iter: 60, threads: 1);

    [Fact]
    public void AddingAKindOfMeasureNeverRaisesTheOptimum() =>
        Gen.Select(Gen.Int[4000, 4400], Gen.Enum<ActionClass>().Array[0, 8]).Sample((seed, kinds) =>
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            var forecast = new Foresight(city).Foresee(incident);
            var few = new Choice(Every with { Kinds = kinds.Concat(Steering).ToHashSet() }).Choose(incident, forecast);
            var more = new Choice(Every).Choose(incident, forecast);

            return few.Proof.Status != ProofStatus.Optimal || (more.Proof.Status == ProofStatus.Optimal && more.Cost.Total <= few.Cost.Total + 1e-6);
        }, iter: 150, threads: 1);

    [Fact]
    public void APlanAlwaysSatisfiesTheChecker() => Gen.Int[5000, 5400].Sample(seed =>
    {
        var city = RandomCity.Of(seed);
        var incident = RandomCity.Attack(city, seed);
        var forecast = new Foresight(city).Foresee(incident);
        var chosen = new Choice(Every).Choose(incident, forecast);
        if (chosen.Proof.Status is not (ProofStatus.Optimal or ProofStatus.Feasible)) return true;
        var exhaustive = new Exhaustive(city, forecast, Every);
        return chosen.Alternatives.Where(a => a.Measures.Count > 0).Select(a => a.Measures).Append(chosen.Measures).All(p => exhaustive.Meets(p) && exhaustive.Floors(p));
    }, iter: 150, threads: 1);

    [Fact]
    public void WhatTakesLongerThanThereIsTimeIsNotChosen() => Gen.Select(Gen.Int[6000, 6400], Gen.Double[0, 80]).Sample((seed, within) =>
    {
        var city = RandomCity.Of(seed);
        var incident = RandomCity.Attack(city, seed);
        var chosen = new Choice(Every with { Within = within }).Choose(incident, new Foresight(city).Foresee(incident));

        return chosen.Alternatives.SelectMany(a => a.Measures).Concat(chosen.Measures).All(m => m.Lead <= within);
    }, iter: 150, threads: 1);

    [Fact]
    public void ByDefaultOnlyWhatEveryMandateKnowsIsChosen()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = RandomCity.Attack(city, seed);
            Assert.All(new Choice().Choose(incident, new Foresight(city).Foresee(incident)).Measures, m => Assert.Contains(m.Class, ChoiceOptions.AtOnce));
        }
    }
}
