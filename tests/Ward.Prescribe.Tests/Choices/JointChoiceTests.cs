using Ward.City;
using Ward.City.Services;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Measures;
using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Tests.Choices;

/// <summary>Choices where several things are needed together; the exhaustive choice and the checker know them, and a plain fixpoint knows the checker.</summary>
public sealed class JointChoiceTests
{
    [Fact]
    public void TheCheckerFindsWhatAPlainFixpointFindsUnderAnyPlan()
    {
        var compared = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (city, incident) = Of(seed);
            var forecast = new Foresight(city).Foresee(incident);
            var situation = forecast.Situation!;
            var chosen = new Choice().Choose(incident, forecast);
            var reach = new MeasureReach(situation);
            foreach (var plan in chosen.Alternatives.Select(a => a.Measures).Append(chosen.Measures).Append([]))
            {
                var (left, length) = (PlanChecker.Left(situation, situation.Stands, plan, 1e-6), Fixpoint.Of(situation, e => reach.Lengthened(plan, e)));
                for (var s = 0; s < city.Services.Count; s++)
                {
                    var exact = length[situation.Graph.GoalsFrom + s];
                    if (exact > -Math.Log(1e-6)) Assert.False(left.ContainsKey(s), $"seed {seed}");
                    else Assert.Equal(exact, left[s], 9);
                    compared++;
                }
            }
        }

        Assert.True(compared > 800, $"only {compared} compared");
    }

    [Fact]
    public void TheChoiceIsTheCheapestOfAllSubsetsWhereNeedsAreOfThreeOrMore()
    {
        var optimal = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var (city, incident) = Of(seed);
            var forecast = new Foresight(city).Foresee(incident);
            var all = new Exhaustive(city, forecast);
            if (all.Count > 11 || !all.IsThreatened) continue;
            var least = all.Least();
            foreach (var choice in new[] { new Choice(), new Choice(new ChoiceOptions(), new StagedSolver(new NoMaster("none"), atOnce: 1)) })
            {
                var chosen = choice.Choose(incident, forecast);
                if (double.IsPositiveInfinity(least)) Assert.Equal((seed, ProofStatus.Infeasible), (seed, chosen.Proof.Status));
                else
                {
                    optimal++;
                    Assert.Equal((seed, ProofStatus.Optimal), (seed, chosen.Proof.Status));
                    Assert.True(Math.Abs(least - chosen.Cost.Total) < 1e-6, $"seed {seed}: {least} against {chosen.Cost.Total}");
                }
            }
        }

        Assert.True(optimal > 60, $"only {optimal} plans");
    }

    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(6, 3, false)]
    [InlineData(8, 3, true)]
    public void ForTheOptimiserANeedOfSomeIsEverySetOfThatManyUpToALimit(int premises, int needed, bool asksMore)
    {
        // A source with a step to each premise, farther each, and a node that needs some of them.
        var tail = Enumerable.Repeat(0, premises).Concat(Enumerable.Range(1, premises)).ToArray();
        var head = Enumerable.Range(1, premises).Concat(Enumerable.Repeat(premises + 1, premises)).ToArray();
        var weight = Enumerable.Range(1, premises).Select(i => (double)i).Concat(Enumerable.Repeat(0.0, premises)).ToArray();
        var needs = Enumerable.Repeat(1, premises + 1).Append(needed).ToArray();
        var flat = FlatSteps.Of(premises + 2, tail, head, weight, needs, _ => []);
        var lengths = PlanVerifier.Lengths(
            new() { Graph = flat.Graph, Weights = flat.Weights, Sources = [new(0, 0)], Goals = [new(premises + 1, 100)], Measures = new([], flat.First, [], []) }, new HashSet<int>(), 0);

        Assert.Equal(asksMore, flat.AsksMore);
        Assert.Equal(asksMore ? 1 : needed, lengths[premises + 1]);
    }

    [Fact]
    public void AProofOfAProblemThatAsksMoreIsNone()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var problem = new AsksMore(new Listed(new Random(seed), measures: 12, paths: 12));
            var told = new StagedSolver(new NoMaster("none"), atOnce: 1).Solve(problem, 2, Deadline.None);

            Assert.IsNotType<SolverAnswer.Optimal>(told);
            Assert.False(told is SolverAnswer.Impossible { Proven: true });
        }
    }

    /// <summary>A random city whose first service needs one to three of up to four assets, so that several of them must be stopped.</summary>
    private static (CityModel City, Detect.Incidents.Incident Incident) Of(int seed)
    {
        var (city, random) = (RandomCity.Of(seed), new Random(seed));
        var assets = city.Assets.OrderBy(_ => random.Next()).Take(2 + random.Next(3)).Select(a => a.Id).ToList();
        var services = city.Services.Select((s, i) => i == 0 ? s with { Needs = [new Need(assets, [], 1 + random.Next(2))], Tolerated = 0.01 + (random.NextDouble() * 0.1) } : s).ToList();
        return ((city with { Services = services }).Anew(), RandomCity.Attack(city, seed));
    }

    private sealed class AsksMore : CutProblem
    {
        private readonly CutProblem problem;

        public AsksMore(CutProblem problem) => (this.problem, FlatAsksMore) = (problem, true);

        public override int Count => problem.Count;

        public override double Additive(int measure) => problem.Additive(measure);

        public override double Joint(IReadOnlyList<int> set) => problem.Joint(set);

        public override int[]? Uncut(IReadOnlyList<int> set, ref long steps) => problem.Uncut(set, ref steps);

        public override InterdictionProblem? Flat() => new()
        {
            Graph = new([0, 1, 1], [1]), Weights = [0.1], Sources = [new(0, 0)], Goals = [new(1, 1)],
            Measures = new([.. Enumerable.Repeat(1.0, Count)], [0, 1], [0], [float.PositiveInfinity]),
        };
    }
}
