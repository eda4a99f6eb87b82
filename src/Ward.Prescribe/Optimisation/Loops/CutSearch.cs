using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Plans;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>One run of the optimiser over a region. Used once.</summary>
internal sealed class CutSearch
{
    private static readonly Conflict JointLoss = new Conflict.Rule("joint loss");
    private static readonly double[] Weights = [0.003, 0.03, 0.08, 0.2, 0.6, 2];
    private readonly Region region;
    private readonly IMasterSource masters;
    private readonly OptimiserLimits limits;
    private readonly Work work;
    private readonly PathCuts pool = new();
    private readonly RowMaker maker;
    private readonly Completion completion;
    private readonly OptimiserMemory? memory;
    private readonly Action<int[], double>? found;
    private readonly bool whole;
    private int[]? best;
    private double bestCost = double.PositiveInfinity, bound;
    private int kept, rounds, searches, sent;
    private Model? model;

    public CutSearch(Region region, IMasterSource masters, OptimiserLimits limits, Work work, OptimiserMemory? memory, Action<int[], double>? found)
    {
        (this.region, this.masters, this.limits, this.work, this.memory, this.found) = (region, masters, limits, work, memory, found);
        maker = new(region);
        completion = new(region, maker, pool, work);
        whole = region.Problem.Loss is null && region.Cost.All(c => c == Math.Floor(c) && c < 1e9);
    }

    public IReadOnlyList<CutRow> Rows => pool.Rows;

    public OptimiserAnswer Run()
    {
        if (Untouchable() is { } conflict) return new OptimiserAnswer.Infeasible(WithLoss(conflict)) { Figures = Figures() };
        if (memory is not null) Recall(memory);
        Begin([]);
        if (memory is { Plan.Length: > 0 }) Begin(memory.Plan.Select(m => m < region.ColumnOf.Length ? region.ColumnOf[m] : -1).Where(c => c >= 0));
        if (best is { Length: 0 } && bestCost == 0) return Proven();
        return new Proof(this).Run();
    }

    private void Recall(OptimiserMemory known)
    {
        foreach (var (way, under) in known.Ways)
            if (maker.Again(way, under) is { } row) pool.Add(row);
        kept = pool.Rows.Count;
    }

    /// <summary>A demand that fails by itself: a way that stays too short with every allowed measure in force, a rule that not even the empty plan keeps; or null.</summary>
    private Conflict? Untouchable()
    {
        var all = new bool[region.Columns];
        Array.Fill(all, true);
        var ways = new Ways(region);
        for (var k = 0; k < region.Within.Length; k++)
        {
            var field = new DistanceField(region, k, all, work);
            foreach (var g in region.GoalsOf[k])
                if (field.IsTooShort(g) && maker.Make(g, ways.To(region.Goals[g].State, field.By), null) is { } row) return ConflictFilter.Told(region, row);
        }

        foreach (var list in region.Problem.Given)
            if (!list.Any(m => region.ColumnOf[m] >= 0)) return new Conflict.Given(list);
        if (region.Problem.Ceilings.FirstOrDefault(c => c.Limit < 0) is { } ceiling) return new Conflict.Rule(ceiling.Name);
        return region.Problem.Redundancies.FirstOrDefault(r => r.AtLeast > r.Members.Length) is { } rule ? new Conflict.Rule(rule.Name) : null;
    }

    /// <summary>Where a measure that would help is out only for what it loses, the loss is part of the contradiction.</summary>
    private Conflict[] WithLoss(Conflict conflict)
    {
        var missing = conflict switch { Conflict.Way way => way.Barred, Conflict.Given given => given.Measures, _ => [] };
        return missing.Any(m => !region.Problem.Measures.IsBarred(m)) ? [conflict, JointLoss] : [conflict];
    }

    /// <summary>A plan from these columns: those that fit are taken, then it is completed and reduced.</summary>
    private List<CutRow> Begin(IEnumerable<int> columns)
    {
        var plan = new PlanState(region, work);
        foreach (var c in columns)
            if (!plan.Chosen[c] && plan.Fits(c)) plan.Add(c);
        if (completion.Complete(plan))
        {
            completion.Reduce(plan);
            Offer(plan.Columns, plan.Cost);
        }

        return [.. completion.Met];
    }

    private void Offer(IReadOnlyList<int> columns, double cost)
    {
        if (!(cost < bestCost - 1e-9)) return;
        (best, bestCost) = ([.. columns.Order()], cost);
        found?.Invoke(region.Measures(best), cost);
    }

    private bool Closes() => best is not null && (bound >= bestCost - (limits.Gap * Math.Max(1e-6, bestCost)) || (whole && Math.Ceiling(bound - 1e-6) >= bestCost - 1e-9));

    private OptimiserAnswer.Optimal Proven() => new OptimiserAnswer.Optimal(region.Measures(best!), bestCost, bestCost) { Figures = Figures() };

    private OptimiserAnswer Unproven(string why)
    {
        if (Closes()) return Proven();
        if (best is null) return new OptimiserAnswer.Open(why) { Figures = Figures() };
        var least = Math.Min(bestCost, Math.Max(bound, DualAscent.Bound(region, pool.Rows)));
        return least >= bestCost - (limits.Gap * Math.Max(1e-6, bestCost))
            ? Proven()
            : new OptimiserAnswer.Feasible(region.Measures(best), bestCost, least, why) { Figures = Figures() };
    }

    private OptimiserFigures Figures() => new(region.States, region.Steps, region.Columns, pool.Rows.Count, kept, rounds, searches, work.Done);

    /// <summary>The part that needs a master.</summary>
    private sealed class Proof(CutSearch search)
    {
        private readonly Region region = search.region;
        private readonly FractionalSeparator separator = new(search.region, search.maker, search.pool, search.work);
        private double[] reduced = [];
        private double relaxed;
        private bool contradicts;

        public OptimiserAnswer Run()
        {
            var model = search.model = new(region, MostLoss());
            var rows = Rules(model).Aggregate(new RowBatch(), (all, part) => Joined(all, part.Rows));
            RuleRows.Alone(region, model, rows);
            foreach (var row in search.pool.Rows) Model.Add(rows, row);
            search.sent = search.pool.Rows.Count;
            reduced = new double[model.Columns];
            // What contradicts is looked for with masters of its own, and there may be one at a time.
            return Decided(model, rows) ?? Contradiction(model);
        }

        /// <summary>Null where the rows contradict each other.</summary>
        private OptimiserAnswer? Decided(Model model, RowBatch rows)
        {
            using var master = search.masters.Open();
            model.OpenColumns(master);
            model.Add(master, rows);
            return Relaxed(model, master) ?? (contradicts ? null : Searched(model, master));
        }

        /// <summary>Null where the relaxation is not enough, or contradicts itself.</summary>
        private OptimiserAnswer? Relaxed(Model model, IMaster master)
        {
            while (search.rounds < search.limits.Rounds && !search.work.IsOver)
            {
                search.rounds++;
                switch (master.Relax())
                {
                    case MasterAnswer.Faulted faulted: return search.Unproven(faulted.Reason);
                    case MasterAnswer.Contradiction: contradicts = true; return null;
                    case MasterAnswer.Unfinished: return null;
                    case MasterAnswer.Solved solved:
                        search.work.Left -= OptimiserLimits.Iteration * solved.Work;
                        relaxed = model.Bound(solved.Duals, reduced);
                        search.bound = Math.Max(search.bound, relaxed);
                        if (search.Closes()) return search.Proven();
                        if (!Cut(model, master, solved.Values)) return search.Closes() ? search.Proven() : null;
                        if (search.Closes()) return search.Proven();
                        break;
                    case var other: throw new InvalidOperationException($"unknown answer {other}");
                }
            }

            return null;
        }

        /// <summary>True where rows were added that the solution breaks.</summary>
        private bool Cut(Model model, IMaster master, double[] values)
        {
            var batch = new RowBatch();
            var rows = separator.Find(values, Weights);
            if (rows.Count == 0 || search.rounds % 5 == 1) search.Begin(Rounded(values));
            var broken = Send(batch, values);
            if (batch.Count == 0) return false;
            model.Add(master, batch);
            return broken;
        }

        /// <summary>Adds what the pool has met since, and says whether the solution breaks any of it.</summary>
        private bool Send(RowBatch batch, double[] values)
        {
            var broken = false;
            for (; search.sent < search.pool.Rows.Count; search.sent++)
            {
                broken |= FractionalSeparator.IsBroken(search.pool.Rows[search.sent], values);
                Model.Add(batch, search.pool.Rows[search.sent]);
            }

            return broken;
        }

        private OptimiserAnswer? Searched(Model model, IMaster master)
        {
            while (!search.work.IsOver && search.searches < search.limits.Rounds)
            {
                search.searches++;
                var answer = master.Solve(Barred(), Start(model), search.limits.Nodes);
                double[] values;
                switch (answer)
                {
                    case MasterAnswer.Faulted faulted: return search.Unproven(faulted.Reason);
                    case MasterAnswer.Contradiction when search.best is null: return null;
                    case MasterAnswer.Contradiction: return Close(search.bestCost);
                    case MasterAnswer.Unfinished unfinished:
                        search.work.Left -= OptimiserLimits.Node * unfinished.Work;
                        search.bound = Math.Max(search.bound, Math.Min(unfinished.Bound, search.bestCost));
                        if (search.Closes()) return search.Proven();
                        if (unfinished.Values.Length == 0) return search.Unproven("the whole-number search came to its end of work");
                        values = unfinished.Values;
                        break;
                    case MasterAnswer.Solved solved:
                        search.work.Left -= OptimiserLimits.Node * solved.Work;
                        search.bound = Math.Max(search.bound, Math.Min(solved.Bound, search.bestCost));
                        if (search.Closes()) return search.Proven();
                        values = solved.Values;
                        break;
                    case var other: throw new InvalidOperationException($"unknown answer {other}");
                }

                var batch = new RowBatch();
                List<int> chosen = [.. Enumerable.Range(0, region.Columns).Where(c => values[c] > 0.5)];
                var lost = RuleRows.Together(region, model, chosen, model.Loss < 0 ? 0 : values[model.Loss], batch);
                var taken = new PlanState(region, search.work);
                foreach (var c in chosen) taken.Add(c);
                var isWhole = taken.IsMet();
                if (isWhole && !double.IsPositiveInfinity(taken.Cost)) search.Offer(taken.Columns, taken.Cost);
                if (search.Closes()) return search.Proven();
                if (isWhole && !lost) return answer is MasterAnswer.Solved ? Close(search.bestCost) : search.Unproven("the whole-number search came to its end of work");
                separator.Find(values, Weights);
                search.Begin(chosen);
                if (search.Closes()) return search.Proven();
                Send(batch, values);
                if (batch.Count == 0) return search.Unproven("the master's answer could be contradicted by no row");
                model.Add(master, batch);
            }

            return search.Unproven("the work came to its end");
        }

        private OptimiserAnswer.Optimal Close(double bound)
        {
            search.bound = bound;
            return search.Proven();
        }

        /// <summary>Columns that no plan cheaper than the best has: their reduced cost exceeds what is left (reduced-cost fixing).</summary>
        private int[] Barred()
        {
            if (search.best is null || relaxed <= 0) return [];
            var left = search.bestCost - relaxed + (1e-6 * Math.Max(1, search.bestCost));
            return [.. Enumerable.Range(0, region.Columns).Where(c => reduced[c] > left && Array.BinarySearch(search.best, c) < 0)];
        }

        private double[] Start(Model model)
        {
            if (search.best is null) return [];
            var start = new double[model.Columns];
            foreach (var c in search.best) start[c] = 1;
            for (var r = 0; r < region.Problem.Redundancies.Count; r++)
                for (var i = 0; i < region.Problem.Redundancies[r].Members.Length; i++)
                    if (region.Problem.Redundancies[r].Members[i].Any(m => region.ColumnOf[m] is var c and >= 0 && start[c] > 0)) start[model.FirstMember[r] + i] = 1;
            if (model.Loss >= 0) start[model.Loss] = region.Problem.Loss!.Of(region.Measures(search.best));
            return start;
        }

        private List<int> Rounded(double[] values) =>
            [.. Enumerable.Range(0, region.Columns).Where(c => values[c] >= 0.5).OrderByDescending(c => values[c]).ThenBy(c => c)];

        private double MostLoss()
        {
            if (region.Problem.Loss is null) return 0;
            var all = region.Problem.Loss.Of(region.Measures(Enumerable.Range(0, region.Columns)));
            if (!double.IsPositiveInfinity(all)) return all;
            return search.best is null ? 1e9 : search.bestCost;
        }

        private IEnumerable<(Conflict Demand, RowBatch Rows)> Rules(Model model)
        {
            var problem = region.Problem;
            for (var r = 0; r < problem.Ceilings.Count; r++) yield return (new Conflict.Rule(problem.Ceilings[r].Name), Batch(b => RuleRows.Of(region, model, problem.Ceilings[r], b)));
            for (var r = 0; r < problem.Redundancies.Count; r++) yield return (new Conflict.Rule(problem.Redundancies[r].Name), Batch(b => RuleRows.Of(region, model, r, b)));
            foreach (var list in problem.Given) yield return (new Conflict.Given(list), Batch(b => RuleRows.Of(region, list, b)));
        }

        private OptimiserAnswer Contradiction(Model model)
        {
            var parts = Rules(model).Where(p => p.Rows.Count > 0).ToList();
            var known = parts.Sum(p => p.Rows.Count) + region.Alone.Count(a => a > 0);
            foreach (var row in search.pool.Rows) parts.Add((ConflictFilter.Told(region, row), Batch(b => Model.Add(b, row))));
            var losses = Batch(b =>
            {
                RuleRows.Alone(region, model, b);
                for (var r = known; r < model.Rows.Count; r++)
                    if (model.Rows.Lows[r] <= 0) Copy(model.Rows, r, b);
            });
            var conflicts = new ConflictFilter(model, search.masters, search.limits).Filter(parts, losses);
            if (conflicts is null) return search.Unproven("the contradiction could not be narrowed down");
            return new OptimiserAnswer.Infeasible(region.Problem.Loss is null ? conflicts : [.. conflicts, JointLoss]) { Figures = search.Figures() };
        }

        private static RowBatch Batch(Action<RowBatch> fill)
        {
            var batch = new RowBatch();
            fill(batch);
            return batch;
        }

        private static void Copy(RowBatch from, int row, RowBatch to)
        {
            var (first, before) = from.Entries(row);
            to.Add([.. from.Columns[first..before]], [.. from.Values[first..before]], from.Lows[row]);
        }

        private static RowBatch Joined(RowBatch all, RowBatch part)
        {
            for (var r = 0; r < part.Count; r++) Copy(part, r, all);
            return all;
        }
    }
}
