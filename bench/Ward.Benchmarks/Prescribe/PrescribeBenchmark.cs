using System.Diagnostics;
using System.Globalization;
using Ward.Prescribe.Optimisation;
using Ward.Prescribe.Optimisation.Problems;
using Ward.Solver.Processes;

namespace Ward.Benchmarks.Prescribe;

/// <summary>The optimiser on generated cities: cold, and after one new piece of evidence; what it proves, beside a greedy of its own. One thread and the solver's.</summary>
internal static class PrescribeBenchmark
{
    private const int Pieces = 4;

    public static IEnumerable<Row> Run(int[] sizes, double[] tolerated, int seeds, string kind, int greedyUpTo)
    {
        using var solver = new SolverProcess(new SolverOptions(), TimeProvider.System);
        // Compiles both programs; what a running server has long done.
        for (var seed = 100; seed < 104; seed++) Solve(solver, HardeningCity.Of(new(seed, 2_000, seed % 2 == 0), 0.1), new());
        foreach (var nodes in sizes)
            foreach (var hard in kind switch { "easy" => (bool[])[false], "hard" => [true], _ => [false, true] })
                foreach (var tolerance in tolerated)
                    foreach (var row in Measure(solver, nodes, hard, tolerance, seeds, greedyUpTo)) yield return row;
        yield return new("peak memory", "Ward", PeakMemory(), "MB", "whole process, generator included, over all that was run");
        yield return new("peak memory, solver", "Ward", solver.PeakMemory / 1e6, "MB", $"its process; {solver.Faults} faults");
    }

    private static IEnumerable<Row> Measure(SolverProcess solver, int nodes, bool hard, double tolerance, int seeds, int greedyUpTo)
    {
        var (cold, again) = (new List<Measured>(), new List<Measured>());
        var (steps, measures, held, peak) = (0, 0, 0L, 0L);
        var greedy = "";
        double? greedyShare = null;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var problem = HardeningCity.Of(new(seed, nodes, hard), tolerance);
            (steps, measures) = (problem.Graph.Steps, problem.Measures.Count);
            held = Math.Max(held, OwnMemory.Begin());
            var memory = new OptimiserMemory();
            cold.Add(Solve(solver, problem, memory));
            if (seed == 1 && nodes <= greedyUpTo) (greedyShare, greedy) = Greedy(problem, cold[0]);
            foreach (var next in Evidence(problem, seed)) again.Add(Solve(solver, next, memory));
            peak = Math.Max(peak, OwnMemory.Peak());
        }

        var head = string.Create(CultureInfo.InvariantCulture, $"{(hard ? "hard" : "easy")}, {nodes} states, {steps} steps, {measures} measures, tolerated {tolerance}, {seeds} seeds");
        var name = string.Create(CultureInfo.InvariantCulture, $"{nodes / 1000}k {(hard ? "hard" : "easy")} {tolerance}");
        yield return new($"{name} cold p50", "Ward", At(cold, 0.5, m => m.Wall), "ms", $"{head}; processor p50 {At(cold, 0.5, m => m.Processor):0} ms; {Told(cold)}");
        yield return new($"{name} cold p95", "Ward", At(cold, 0.95, m => m.Wall), "ms", string.Create(CultureInfo.InvariantCulture, $"{head}; processor p95 {At(cold, 0.95, m => m.Processor):0} ms"));
        yield return new($"{name} again p50", "Ward", At(again, 0.5, m => m.Wall), "ms", $"{Pieces} pieces of evidence a seed, in turn a compromise and a step made easier; {Told(again)}");
        yield return new($"{name} again p95", "Ward", At(again, 0.95, m => m.Wall), "ms", string.Create(CultureInfo.InvariantCulture, $"processor p95 {At(again, 0.95, m => m.Processor):0} ms"));
        yield return new($"{name} first plan", "Ward", At(cold, 0.95, m => m.First), "ms", "p95, cold: until a plan stands that meets everything (greedy cover, the needless dropped)");
        yield return new($"{name} gap", "Ward", 100 * cold.Max(m => m.Gap), "%", "worst, cold");
        yield return new($"{name} gap again", "Ward", 100 * again.Max(m => m.Gap), "%", "worst, after evidence");
        yield return new($"{name} memory", "Ward", (peak - held) / 1e6, "MB", string.Create(CultureInfo.InvariantCulture, $"most above the {held / 1e6:0} MB that were held before solving (the problem, the runtime), garbage included; process {peak / 1e6:0} MB"));
        if (greedyShare is not null) yield return new($"{name} strong greedy", "Greedy", greedyShare, "%", greedy);
        yield return new($"{name} first plan cost", "Ward", 100 * cold.Where(m => m.Cost > 0 && double.IsFinite(m.FirstCost)).Select(m => m.FirstCost / m.Cost).DefaultIfEmpty(1).Average(), "%", "mean cost of the optimiser's own first plan, of the best plan's");
    }

    /// <summary>In turn one more host that is believed to be held, and a step on a shortest way that became easier.</summary>
    private static IEnumerable<InterdictionProblem> Evidence(InterdictionProblem problem, int seed)
    {
        var random = new Random(seed);
        for (var piece = 0; piece < Pieces; piece++)
        {
            if (piece % 2 == 0)
            {
                var near = problem.Graph.Out(problem.Sources[random.Next(problem.Sources.Count)].State);
                var state = problem.Graph.Head(random.Next(near.From, near.Before));
                problem = problem with { Sources = [.. problem.Sources, new Source(state, -Math.Log(0.8))] };
            }
            else
            {
                var weights = problem.Weights.ToArray();
                var steps = problem.Graph.Out(problem.Sources[random.Next(problem.Sources.Count)].State);
                weights[random.Next(steps.From, steps.Before)] *= 0.5;
                problem = problem with { Weights = weights };
            }

            yield return problem;
        }
    }

    /// <summary>Its cost in percent of the optimiser's, and what is to be said of it.</summary>
    private static (double? Share, string Told) Greedy(InterdictionProblem problem, Measured best)
    {
        using var self = Process.GetCurrentProcess();
        var spent = self.TotalProcessorTime;
        var greedy = new StrongGreedy(problem);
        var plan = greedy.Run();
        self.Refresh();
        var took = (self.TotalProcessorTime - spent).TotalSeconds;
        if (plan is null) return (null, "");
        var cost = problem.Cost(plan);
        if (PlanVerifier.Refutes(problem, plan, cost) is { } refuted) throw new InvalidOperationException($"the greedy plan is refuted: {refuted}");
        return (100 * cost / best.Cost, string.Create(CultureInfo.InvariantCulture, $"of the optimiser's cost, seed 1: {cost:0} against {best.Cost:0}, bound {best.Bound:0.#}; {took:0.0} s of processor; best reduction of probability per cost on the whole graph, the needless dropped{(greedy.IsCapped ? ", trials capped" : "")}"));
    }

    private static Measured Solve(SolverProcess solver, InterdictionProblem problem, OptimiserMemory memory)
    {
        var (first, firstCost) = (double.PositiveInfinity, double.NaN);
        using var self = Process.GetCurrentProcess();
        var spent = self.TotalProcessorTime + solver.ProcessorTime;
        var clock = Stopwatch.StartNew();
        var answer = new Optimiser(solver).Solve(problem, memory: memory, found: (_, cost) =>
        {
            if (double.IsFinite(first)) return;
            (first, firstCost) = (clock.Elapsed.TotalMilliseconds, cost);
        });
        var wall = clock.Elapsed.TotalMilliseconds;
        self.Refresh();
        var processor = (self.TotalProcessorTime + solver.ProcessorTime - spent).TotalMilliseconds;
        var (cost, bound, set) = answer switch
        {
            OptimiserAnswer.Optimal a => (a.Cost, a.Bound, a.Set),
            OptimiserAnswer.Feasible a => (a.Cost, a.Bound, a.Set),
            _ => (double.NaN, double.NaN, null),
        };
        var refuted = set is null ? null : PlanVerifier.Refutes(problem, set, cost);
        if (refuted is not null) throw new InvalidOperationException($"the plan is refuted: {refuted}");
        return new(wall, processor, first, firstCost, cost, bound, answer.GetType().Name, answer.Figures.Steps, answer.Figures.Rounds, answer.Figures.Searches, refuted);
    }

    private static string Told(List<Measured> all) => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join(", ", all.GroupBy(m => m.Status).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToLowerInvariant()}"))}; cost {string.Join('/', all.Take(5).Select(m => m.Cost.ToString("0", CultureInfo.InvariantCulture)))}; pruned to {string.Join('/', all.Take(5).Select(m => m.Steps))} steps; relaxations {string.Join('/', all.Take(5).Select(m => m.Rounds))}; SCIP {string.Join('/', all.Take(5).Select(m => m.Searches))}");

    private static double At(List<Measured> all, double share, Func<Measured, double> what)
    {
        var sorted = all.Select(what).Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    private static double PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }
}
