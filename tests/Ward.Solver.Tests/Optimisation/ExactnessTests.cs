using System.Globalization;
using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Deadlines;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Solver.Tests.Optimisation;

public sealed class ExactnessTests(SolverFixture solver)
{
    /// <summary>All 1,000 with WARD_OPTIMISER_CASES=1000; fewer in an ordinary run.</summary>
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("WARD_OPTIMISER_CASES"), CultureInfo.InvariantCulture, out var n) ? n : 250;

    [Fact]
    public void TheAnswerIsThatOfLookingAtEverySubset()
    {
        var (plans, conflicts, none) = (0, 0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var problem = RandomCase.Of(seed);
            var every = new EverySubset(problem);
            var least = every.Least();
            switch (new Optimiser(solver.Process).Solve(problem))
            {
                case OptimiserAnswer.Optimal optimal:
                    Assert.True(Math.Abs(optimal.Cost - least) < 1e-6, $"seed {seed}: {optimal.Cost}, and every subset says {least}");
                    Assert.True(PlanVerifier.Refutes(problem, optimal.Set, optimal.Cost) is null, $"seed {seed}: {PlanVerifier.Refutes(problem, optimal.Set, optimal.Cost)}");
                    if (optimal.Set.Length > 0) plans++;
                    else none++;
                    break;
                case OptimiserAnswer.Infeasible infeasible:
                    Assert.True(double.IsPositiveInfinity(least), $"seed {seed}: said to be infeasible, yet {least}");
                    Assert.True(infeasible.Conflicts.Count > 0 && !every.Meets(infeasible.Conflicts), $"seed {seed}: the demands that are said to contradict each other can be met");
                    conflicts++;
                    break;
                case var other: Assert.Fail($"seed {seed}: {other}, and every subset says {least}"); break;
            }
        }

        Assert.True(plans > Cases / 5 && conflicts > Cases / 10 && none > Cases / 20, $"{plans} plans, {conflicts} contradictions, {none} with nothing to do");
    }

    [Fact]
    public void NoDemandOfAContradictionCanBeLeftOut()
    {
        var seen = 0;
        for (var seed = 5000; seed < 5000 + Cases; seed++)
        {
            // Where every effect is a cut and nothing is joint, the demand of a way is just its row.
            var problem = RandomCase.Of(seed);
            if (problem.Graph.HasJoint || problem.Loss is not null || HasPartialEffects(problem)) continue;
            if (new Optimiser(solver.Process).Solve(problem) is not OptimiserAnswer.Infeasible { Conflicts: var conflicts }) continue;
            seen++;
            var every = new EverySubset(problem);
            for (var i = 0; i < conflicts.Count; i++)
                Assert.True(every.Meets([.. conflicts.Where((_, j) => j != i)]), $"seed {seed}: {conflicts[i]} is not needed");
        }

        Assert.True(seen > 0, "no contradiction was met");
    }

    [Fact]
    public void AContradictionThatWasShownStaysOneWhereNothingIsLeftToNarrowIt()
    {
        var (shown, narrowed) = (0, 0);
        for (var seed = 0; seed < Cases; seed++)
        {
            var problem = RandomCase.Of(seed);
            if (new Optimiser(solver.Process).Solve(problem) is not OptimiserAnswer.Infeasible { Figures.Rounds: > 0 } full) continue;
            // With a joint loss that forbids things it is asked once more, without what its column may hold at most.
            if (problem.Loss is not null && double.IsPositiveInfinity(problem.Loss.Of([.. Enumerable.Range(0, problem.Measures.Count)]))) continue;
            shown++;
            var wide = Assert.IsType<OptimiserAnswer.Infeasible>(new Optimiser(new Once(solver.Process)).Solve(problem));
            Assert.False(new EverySubset(problem).Meets(wide.Conflicts), $"seed {seed}: the demands that are said to contradict each other can be met");
            Assert.True(wide.Conflicts.Count >= full.Conflicts.Count, $"seed {seed}");
            // What narrows it is work like any other.
            Assert.True(wide.Figures.Work < full.Figures.Work, $"seed {seed}: {wide.Figures.Work} against {full.Figures.Work}");
            if (wide.Conflicts.Count > full.Conflicts.Count) narrowed++;
        }

        Assert.True(shown > 2 && narrowed > 2, $"{shown} were shown, {narrowed} are narrower with time");
    }

    [Fact]
    public void OneMeasureMoreNeverMakesThePlanDearer()
    {
        for (var seed = 9000; seed < 9000 + (Cases / 2); seed++)
        {
            var problem = RandomCase.Of(seed);
            if (problem.Measures.Count == 0) continue;
            var with = Cost(problem);
            for (var barred = 0; barred < problem.Measures.Count; barred += 3)
                Assert.True(with <= Cost(problem with { Measures = Without(problem, barred) }) + 1e-6, $"seed {seed} without {barred}");
        }
    }

    [Fact]
    public void WithoutASolverThePlanStillHoldsAndTheBoundIsTrue()
    {
        var unproven = 0;
        for (var seed = 20_000; seed < 20_000 + Cases; seed++)
        {
            var problem = RandomCase.Of(seed);
            var least = new EverySubset(problem).Least();
            switch (new Optimiser(new NoMaster("none")).Solve(problem))
            {
                case OptimiserAnswer.Feasible feasible:
                    unproven++;
                    Assert.Null(PlanVerifier.Refutes(problem, feasible.Set, feasible.Cost));
                    Assert.InRange(least, feasible.Bound - 1e-6, feasible.Cost + 1e-6);
                    break;
                case OptimiserAnswer.Optimal optimal: Assert.True(Math.Abs(optimal.Cost - least) < 1e-6, $"seed {seed}: {optimal.Cost} against {least}"); break;
                case OptimiserAnswer.Infeasible: Assert.Equal(double.PositiveInfinity, least); break;
                default: break;
            }
        }

        Assert.True(unproven > 0, "no plan was left unproven");
    }

    [Fact]
    public void NewEvidenceOnTheSameGraphGivesWhatAFreshStartGives()
    {
        for (var seed = 30_000; seed < 30_000 + (Cases / 2); seed++)
        {
            var random = new Random(seed);
            var problem = RandomCase.Of(seed);
            var memory = new OptimiserMemory();
            for (var piece = 0; piece < 4; piece++)
            {
                var kept = new Optimiser(solver.Process).Solve(problem, memory: memory);
                var least = new EverySubset(problem).Least();
                Assert.True(least.Equals(Told(kept)) || Math.Abs(least - Told(kept)) < 1e-6, $"seed {seed}, piece {piece}: {Told(kept)} against {least}");
                problem = Changed(problem, random);
            }
        }
    }

    private static InterdictionProblem Changed(InterdictionProblem problem, Random random) => random.Next(3) switch
    {
        0 => problem with { Sources = [.. problem.Sources, new Source(random.Next(problem.Graph.States), 0.1)] },
        1 => problem with { Weights = [.. problem.Weights.Select(w => random.Next(4) == 0 ? Math.Round(random.NextDouble(), 2) : w)] },
        _ => problem with { Goals = [.. problem.Goals.Select(g => g with { Limit = g.Limit * 0.9 })] },
    };

    private double Cost(InterdictionProblem problem) => Told(new Optimiser(solver.Process).Solve(problem));

    private static double Told(OptimiserAnswer answer) => answer switch
    {
        OptimiserAnswer.Optimal optimal => optimal.Cost,
        OptimiserAnswer.Infeasible => double.PositiveInfinity,
        _ => double.NaN,
    };

    private static bool HasPartialEffects(InterdictionProblem problem) =>
        Enumerable.Range(0, problem.Graph.Steps).Any(e => problem.Measures.Effects(e).ToArray().Any(x => !float.IsPositiveInfinity(x)));

    private static MeasureTable Without(InterdictionProblem problem, int barred)
    {
        var (first, by, effects) = (new List<int> { 0 }, new List<int>(), new List<float>());
        for (var e = 0; e < problem.Graph.Steps; e++)
        {
            by.AddRange(problem.Measures.Of(e));
            effects.AddRange(problem.Measures.Effects(e));
            first.Add(by.Count);
        }

        var all = Enumerable.Range(0, problem.Measures.Count);
        return new([.. all.Select(problem.Measures.Cost)], [.. first], [.. by], [.. effects], [.. all.Select(m => m == barred || problem.Measures.IsBarred(m))], [.. all.Select(problem.Measures.Lead)]);
    }

    /// <summary>Gives one master and no more.</summary>
    private sealed class Once(IMasterSource masters) : IMasterSource
    {
        private bool given;

        public IMaster Open(Deadline deadline)
        {
            if (given) return new NoMaster("the time is over");
            given = true;
            return masters.Open(deadline);
        }
    }
}
