using Ward.City;
using Ward.Govern.Mandates;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Prescribe.Tests.Choices;

public sealed class BudgetTests
{
    private const string Within = "It is chosen within ", Beyond = "It is beyond the mandate";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThePlanIsTheCheapestOfThoseThatMandatesAllow(bool staged)
    {
        var (within, beyond, untouched) = (0, 0, 0);
        for (var seed = 0; seed < 900; seed++)
        {
            var city = RandomCity.Of(seed);
            // Several addresses, each of which can be denied, or what they share be closed.
            var incident = seed % 4 == 0 ? RandomCity.Attack(city, seed) : Guessing(1 + (seed % 4), "h0");
            var forecast = new Foresight(city).Foresee(incident);
            var random = new Random(seed);
            var costs = new CostModel { DenySource = 1, DenyWeb = 1, CloseFlow = random.Next(1, 60), DisableAccount = random.Next(1, 60), IsolateHost = random.Next(1, 60) };
            var all = new Exhaustive(city, forecast, new ChoiceOptions { Costs = costs });
            if (all.Count > 11 || !all.IsThreatened || double.IsPositiveInfinity(all.Least())) continue;
            var mandates = Mandates(city, random);
            var options = new ChoiceOptions { Costs = costs, Mandates = mandates };
            var plain = new Choice(options with { Mandates = [] }).Choose(incident, forecast);
            var chosen = (staged ? new Choice(options, new StagedSolver(new NoMaster("none"), atOnce: 1)) : new Choice(options)).Choose(incident, forecast);
            var book = new MandateBook(mandates, city.Zones.ToDictionary(z => z.Id, z => z.Kind));

            // Of a plan without a size, only whether anything lets Ward act on each part of it is asked.
            var acts = plain.Measures.All(m => !m.Zones(city).All(z => city.Find(z)!.Kind == City.Zones.ZoneKind.Operations) && mandates.Any(d => d.Mode == MandateMode.Act && d.Actions.Contains(m.Class) && m.Zones(city).All(d.Zones.Contains)));
            if (!acts || Permits(plain.Measures, plain.Cost.People))
            {
                untouched++;
                Assert.Equal((seed, plain.Hash), (seed, chosen.Hash));
                continue;
            }

            var least = all.Least(Permits);
            if (double.IsPositiveInfinity(least))
            {
                beyond++;
                Assert.Equal((seed, plain.Hash), (seed, chosen.Hash));
                Assert.True(chosen.Why.Any(w => w.StartsWith(Beyond, StringComparison.Ordinal)), $"seed {seed}: {string.Join("; ", chosen.Why)}");
                continue;
            }

            within++;
            Assert.True(Permits(chosen.Measures, chosen.Cost.People), $"seed {seed}: {string.Join("; ", chosen.Why)}");
            Assert.True(Math.Abs(least - chosen.Cost.Total) < 1e-6, $"seed {seed}: {least} against {chosen.Cost.Total}");
            Assert.Equal(ProofStatus.Optimal, chosen.Proof.Status);
            // The size that is named is one in which the plan is, and the mandate one that the cheapest plan is beyond.
            var said = Assert.Single(chosen.Why, w => w.StartsWith(Within, StringComparison.Ordinal));
            Assert.Contains(mandates, m => mandates.Any(o => said.StartsWith($"{Within}{new Room(m.Budget.TargetsPerPlan, o.Budget.PeoplePerPlan)}, ", StringComparison.Ordinal)
                && chosen.Measures.Count <= m.Budget.TargetsPerPlan && chosen.Cost.People <= o.Budget.PeoplePerPlan));
            Assert.Contains(mandates, m => said.Contains($"the cheapest plan would be beyond the mandate {m.Id} (", StringComparison.Ordinal)
                && (plain.Measures.Count > m.Budget.TargetsPerPlan || plain.Cost.People > m.Budget.PeoplePerPlan));
            Assert.Equal(plain.Measures, chosen.Alternatives[0].Measures);

            bool Permits(IReadOnlyList<Measure> plan, long people) => book.Decide(
                new(city.Id, [.. plan.Select(m => new Change(m.Class, m.Zones(city), 1))], true, people), _ => new(0, 0), forecast.At, false) is Permission.Permitted;
        }

        Assert.True(within > 8 && beyond > 8 && untouched > 8, $"{within} within, {beyond} beyond, {untouched} untouched");
    }

    [Fact]
    public void ASizeInWhichNothingWasFoundInTimeLowersTheBoundOfThePlanThatWasFoundInAnother()
    {
        var open = 0;
        for (var seed = 0; seed < 900; seed++)
        {
            var city = RandomCity.Of(seed);
            var incident = Guessing(1 + (seed % 4), "h0");
            var forecast = new Foresight(city).Foresee(incident);
            var random = new Random(seed);
            var costs = new CostModel { DenySource = 1, DenyWeb = 1, CloseFlow = random.Next(1, 60), DisableAccount = random.Next(1, 60), IsolateHost = random.Next(1, 60) };
            var options = new ChoiceOptions { Costs = costs, Mandates = Mandates(city, random) };
            var chosen = new Choice(options, new LosesTheFirstSize()).Choose(incident, forecast);
            if (chosen.Proof.Status != ProofStatus.Feasible) continue;
            open++;
            Assert.InRange(new Choice(options with { Mandates = [] }).Choose(incident, forecast).Cost.Total, chosen.Proof.Bound - 1e-9, chosen.Cost.Total);
            Assert.InRange(new Choice(options).Choose(incident, forecast).Cost.Total, chosen.Proof.Bound - 1e-9, chosen.Cost.Total + 1e-9);
        }

        Assert.True(open > 3, $"{open} were found in another size");
    }

    [Fact]
    public void WhatConflictsIsNamed()
    {
        var incident = Guessing(3, "bastion");
        var mandate = new Mandate(new("m"), SmallCity.Model.Id, MandateMode.Act, [ActionClass.DenySource], [.. SmallCity.Model.Zones.Select(z => z.Id)], new(2, 10, 50, 0), TimeSpan.FromHours(1), 1, null, DateTimeOffset.MaxValue);
        var dear = new CostModel { CloseFlow = 100, DisableAccount = 100, IsolateHost = 100 };
        var chosen = new Choice(new ChoiceOptions { Mandates = [mandate], Costs = dear }).Choose(incident, new Foresight(SmallCity.Model).Foresee(incident));

        Assert.Equal(3, chosen.Measures.Count);
        Assert.Contains("It is beyond the mandate m (2 targets and 0 people a plan), so a person decides.", chosen.Why);
        Assert.Contains("3 paths cannot all be cut by what mandates let Ward do by itself with at most 2 targets:", chosen.Why);
        Assert.Equal(3, chosen.Why.Count(w => w.StartsWith("One of them is cut only by: deny 203.0.113.", StringComparison.Ordinal)));
    }

    [Fact]
    public void APlanWithinThatDoesNotHoldLeavesOtherPlansTheirSize()
    {
        var incident = Guessing(3, "bastion");
        var forecast = new Foresight(SmallCity.Model).Foresee(incident);
        var mandate = new Mandate(new("m"), SmallCity.Model.Id, MandateMode.Act, [ActionClass.DenySource], [.. SmallCity.Model.Zones.Select(z => z.Id)], new(2, 10, 50, 0), TimeSpan.FromHours(1), 1, null, DateTimeOffset.MaxValue);
        var options = new ChoiceOptions { Costs = new() { CloseFlow = 100, DisableAccount = 100, IsolateHost = 100 } };
        var chosen = new Choice(options with { Mandates = [mandate] }, new LiesWithinASize()).Choose(incident, forecast);

        Assert.Contains("The plan that was found within it did not stand up to the independent check.", chosen.Why);
        Assert.Equal(new Choice(options).Choose(incident, forecast).Alternatives.Select(a => a.Words), chosen.Alternatives.Select(a => a.Words));
    }

    [Fact]
    public void AMandateThatHasEndedIsNotKeptTo()
    {
        var incident = Incidents.Guessing();
        var forecast = new Foresight(SmallCity.Model).Foresee(incident);
        var ended = new Mandate(new("m"), SmallCity.Model.Id, MandateMode.Act, [.. ChoiceOptions.AtOnce], [.. SmallCity.Model.Zones.Select(z => z.Id)], new(0, 0, 0, 0), TimeSpan.FromHours(1), 1, null, forecast.At);
        var chosen = new Choice(new ChoiceOptions { Mandates = [ended] }).Choose(incident, forecast);

        Assert.DoesNotContain(chosen.Why, w => w.Contains("mandate", StringComparison.Ordinal));
        Assert.Contains(new Choice(new ChoiceOptions { Mandates = [ended with { Until = forecast.At.AddHours(1) }] }).Choose(incident, forecast).Why, w => w.StartsWith(Beyond, StringComparison.Ordinal));
    }

    private static Detect.Incidents.Incident Guessing(int addresses, string host) =>
        Incidents.Of([.. Enumerable.Range(1, addresses).Select(i => Incidents.Finding(Detect.Findings.Meaning.Attempt, "T1110", true, "sshd", Incidents.From($"203.0.113.{i}"), Incidents.Host(host)))]);

    private static List<Mandate> Mandates(CityModel city, Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new Mandate(
            new($"m{i}"), city.Id, random.Next(6) == 0 ? MandateMode.Ask : MandateMode.Act,
            [.. ChoiceOptions.AtOnce.Where(_ => random.Next(6) > 0)], [.. city.Zones.Where(_ => random.Next(10) > 0).Select(z => z.Id)],
            new(random.Next(1, 3), 100, 1000, random.Next(2) == 0 ? 0 : random.Next(1000)), TimeSpan.FromHours(1), 1, null, DateTimeOffset.MaxValue))];

    private sealed class LiesWithinASize : ISolver
    {
        public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline) =>
            problem.Flat()!.Ceilings.Count > 0 ? new SolverAnswer.Optimal([], 0, []) : new LazyCuts().Solve(problem, steps, deadline);
    }

    /// <summary>Comes to no end in the first size that it is asked for.</summary>
    private sealed class LosesTheFirstSize : ISolver
    {
        private bool lost;

        public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline)
        {
            if (lost || problem.Flat()!.Ceilings.Count == 0) return new LazyCuts().Solve(problem, steps, deadline);
            lost = true;
            return new SolverAnswer.Impossible([], false, []);
        }
    }
}
