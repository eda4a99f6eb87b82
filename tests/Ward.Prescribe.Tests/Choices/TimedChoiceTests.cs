using Ward.Govern.Mandates;
using Ward.Predict;
using Ward.Predict.Tests.Cities;
using Ward.Prescribe.Choices;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Tests.Optimisation.Deadlines;

namespace Ward.Prescribe.Tests.Choices;

public sealed class TimedChoiceTests
{
    [Fact]
    public void ADeadlineThatDoesNotStrikeChangesNothing()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (incident, forecast) = Attacked(seed);
            var plain = new Choice().Choose(incident, forecast);
            var timed = new Choice(Timed(1_000_000, new TickingClock())).Choose(incident, forecast);

            Assert.Equal((plain.Hash, plain.Proof.Status, plain.Proof.Bound), (timed.Hash, timed.Proof.Status, timed.Proof.Bound));
            Assert.Equal(plain.Why, timed.Why);
        }
    }

    [Fact]
    public void WhereItStrikesThePlanThatIsToldHoldsAndSoDoesItsBound()
    {
        var (early, told) = (0, 0);
        for (var seed = 0; seed < 120; seed++)
        {
            var (incident, forecast) = Attacked(seed);
            var plain = new Choice().Choose(incident, forecast);
            for (var looks = 8; looks < 80; looks += 12)
            {
                var timed = new Choice(Timed(looks, new TickingClock())).Choose(incident, forecast);
                if (timed.Proof.Status is ProofStatus.Optimal or ProofStatus.Feasible)
                {
                    Assert.True(new Exhaustive(forecast.Situation!.Graph.City, forecast).Meets(timed.Measures), $"seed {seed}");
                    Assert.InRange(plain.Cost.Total, timed.Proof.Bound - 1e-6, timed.Cost.Total + 1e-6);
                }

                // What the time did not suffice for is not told as impossible.
                Assert.False(plain.Proof.Status == ProofStatus.Optimal && timed.Proof.Status == ProofStatus.Infeasible, $"seed {seed}, {looks} looks");
                if (timed.Proof.Status == plain.Proof.Status) continue;
                early++;
                if (timed.Why.Concat(timed.Proof.Conflicts).Any(w => w.StartsWith("The deadline of 0", StringComparison.Ordinal))) told++;
            }
        }

        Assert.True(early > 20, $"{early} ended early");
        Assert.Equal(early, told);
    }

    [Fact]
    public void NothingIsSearchedAfterIt()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (incident, forecast) = Attacked(seed);
            for (var looks = 1; looks < 200; looks += 40)
            {
                var clock = new TickingClock();
                new Choice(Timed(looks, clock), new StagedSolver(new NoMaster("none"), atOnce: 1)).Choose(incident, forecast);

                // Each stage that comes after it looks once and ends; none goes on.
                Assert.InRange(clock.Looks, 1, looks + 80);
            }
        }
    }

    [Fact]
    public void TheSameClockGivesTheSamePrescription()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (incident, forecast) = Attacked(seed);
            var first = new Choice(Timed(40, new TickingClock())).Choose(incident, forecast);
            var second = new Choice(Timed(40, new TickingClock())).Choose(incident, forecast);

            Assert.Equal((first.Hash, first.Proof.Bound), (second.Hash, second.Proof.Bound));
            Assert.Equal(first.Why, second.Why);
        }
    }

    [Fact]
    public void ASearchThatTheDeadlineEndsTellsItsBestPlanAndATrueBound()
    {
        var ended = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = new Listed(new Random(seed), measures: 40, paths: 120);
            if (new LazyCuts().Solve(problem, 3_000_000, Deadline.None) is not SolverAnswer.Optimal best) continue;
            for (var looks = 20; looks < 200; looks += 20)
            {
                if (new LazyCuts().Solve(problem, 3_000_000, Deadline.In(TimeSpan.FromMilliseconds(looks), new TickingClock())) is not SolverAnswer.Feasible early) continue;
                ended++;
                Assert.All(problem.Paths, p => Assert.Contains(p, early.Set.Contains));
                Assert.InRange(best.Cost, early.Bound - 1e-9, early.Cost + 1e-9);
            }
        }

        Assert.True(ended > 20, $"{ended} ended early");
    }

    [Fact]
    public void ThatTimeEndedThePartOfASearchIsToldThoughTimeIsLeftForTheRest()
    {
        var clock = new StandingClock();
        var incident = Incidents.Guessing();
        var timed = new Choice(Timed(1000, clock), new TakesItsTime(clock, _ => true)).Choose(incident, new Foresight(SmallCity.Model).Foresee(incident));

        Assert.Equal(ProofStatus.Feasible, timed.Proof.Status);
        Assert.InRange(clock.Now, 1, 800);
        Assert.Contains(timed.Why, w => w.StartsWith("The deadline of 1 s ended the search", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherPlansAreLookedForThoughTheLastSizeTookTheWholeSearch()
    {
        var clock = new StandingClock();
        var incident = Incidents.Of([.. Enumerable.Range(1, 3).Select(i => Incidents.Finding(Detect.Findings.Meaning.Attempt, "T1110", true, "sshd", Incidents.From($"203.0.113.{i}"), Incidents.Host("bastion")))]);
        var mandate = new Mandate(new("m"), SmallCity.Model.Id, MandateMode.Act, [.. ChoiceOptions.AtOnce], [.. SmallCity.Model.Zones.Select(z => z.Id)], new(1, 10, 50, long.MaxValue), TimeSpan.FromHours(1), 1, null, DateTimeOffset.MaxValue);
        var options = Timed(1000, clock) with { Mandates = [mandate], Costs = new() { DenySource = 1, CloseFlow = 100, DisableAccount = 100, IsolateHost = 100 } };
        var timed = new Choice(options, new TakesItsTime(clock, problem => problem.Flat()!.Ceilings.Count > 0)).Choose(incident, new Foresight(SmallCity.Model).Foresee(incident));

        Assert.Single(timed.Measures);
        Assert.Contains(timed.Alternatives, a => a.Words.StartsWith("Does not ", StringComparison.Ordinal));
        Assert.InRange(clock.Now, 840, 860);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AStopEndsAChoiceWhereItIs(bool timed)
    {
        using var stop = new CancellationTokenSource();
        var incident = Incidents.Guessing();
        var asked = 0;
        IPrescribe choice = new Choice(timed ? Timed(1000, new StandingClock()) : new(), new Watched((problem, steps, deadline) =>
        {
            asked++;
            stop.Cancel();
            Assert.True(deadline.IsPast && deadline.Part(0.5).IsPast);
            return new LazyCuts().Solve(problem, steps, deadline);
        }));

        Assert.Throws<OperationCanceledException>(() => choice.Choose(incident, new Foresight(SmallCity.Model).Foresee(incident), stop.Token));
        Assert.InRange(asked, 1, 5);
    }

    private sealed class Watched(Func<CutProblem, long, Deadline, SolverAnswer> solve) : ISolver
    {
        public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline) => solve(problem, steps, deadline);
    }

    [Theory, InlineData(0), InlineData(-1)]
    public void ADeadlineThatIsNoTimeIsRefused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Timed(milliseconds, new StandingClock()));

    private static (Detect.Incidents.Incident, Forecast) Attacked(int seed)
    {
        var city = RandomCity.Of(seed);
        var incident = RandomCity.Attack(city, seed);
        return (incident, new Foresight(city).Foresee(incident));
    }

    private static ChoiceOptions Timed(int looks, TimeProvider clock) => new() { Deadline = TimeSpan.FromMilliseconds(looks), Time = clock };

    /// <summary>The first search of this kind takes all the time that it has, and proves nothing.</summary>
    private sealed class TakesItsTime(StandingClock clock, Func<CutProblem, bool> which) : ISolver
    {
        public SolverAnswer Solve(CutProblem problem, long steps, Deadline deadline)
        {
            var answer = new LazyCuts().Solve(problem, steps, Deadline.None);
            if (clock.Now > 0 || !which(problem) || answer is not SolverAnswer.Optimal best) return answer;
            clock.Now += (long)deadline.Left!.Value.TotalMilliseconds + 1;
            return new SolverAnswer.Feasible(best.Set, best.Cost, 0, best.Paths);
        }
    }
}
