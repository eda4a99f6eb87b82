using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Plans;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>Where the relaxation leaves a gap: whole-number searches over the rows that bear on it, each contradicted with further ways, until one cannot be.</summary>
internal sealed class WholeSearch(CutSearch search, Model model, IMaster master, MasterRows rows, Relaxation relaxation)
{
    private const string Ended = "the whole-number search came to its end of work";
    private readonly Region region = search.Region;

    /// <summary>Null where the rows contradict each other.</summary>
    public OptimiserAnswer? Run()
    {
        while (!search.Work.IsOver && search.Searches < search.Limits.Rounds)
        {
            search.Searches++;
            var cost = rows.NodeWork;
            var answer = master.Solve(relaxation.Barred(), [], Start(), Math.Clamp(search.Work.Left / cost, 1, search.Limits.Nodes));
            double[] values;
            switch (answer)
            {
                case MasterAnswer.Faulted faulted: return search.Unproven(faulted.Reason);
                case MasterAnswer.Contradiction when search.Best is null: return null;
                case MasterAnswer.Contradiction: return Close();
                case MasterAnswer.Unfinished unfinished:
                    search.Work.Left -= cost * unfinished.Work;
                    search.Raise(Math.Min(unfinished.Bound, search.BestCost));
                    if (search.Closes()) return search.Proven();
                    if (unfinished.Values.Length == 0) return search.Unproven(Ended);
                    values = unfinished.Values;
                    break;
                case MasterAnswer.Solved solved:
                    search.Work.Left -= cost * solved.Work;
                    search.Raise(Math.Min(solved.Bound, search.BestCost));
                    if (search.Closes()) return search.Proven();
                    values = solved.Values;
                    break;
                case var other: throw new InvalidOperationException($"unknown answer {other}");
            }

            if (Contradict(values, answer is MasterAnswer.Solved) is { } decided) return decided;
        }

        return search.Unproven("the work came to its end");
    }

    /// <summary>Adds rows that the solution breaks; an answer where there are none.</summary>
    private OptimiserAnswer? Contradict(double[] values, bool isBest)
    {
        var losses = new RowBatch();
        List<int> chosen = [.. Enumerable.Range(0, region.Columns).Where(c => values[c] > 0.5)];
        var lost = RuleRows.Together(region, model, chosen, model.Loss < 0 ? 0 : values[model.Loss], losses);
        var taken = new PlanState(region, search.Work);
        foreach (var c in chosen) taken.Add(c);
        var isWhole = taken.IsMet();
        if (isWhole && !double.IsPositiveInfinity(taken.Cost)) search.Offer(taken.Columns, taken.Cost);
        if (search.Closes()) return search.Proven();
        if (isWhole && !lost) return isBest ? Close() : search.Unproven(Ended);
        relaxation.Separate(values);
        search.Begin(chosen);
        if (search.Closes()) return search.Proven();
        rows.Add(losses);
        return rows.Admit(values, int.MaxValue) + losses.Count > 0 ? null : search.Unproven("the master's answer could be contradicted by no row");
    }

    private OptimiserAnswer.Optimal Close()
    {
        search.Raise(search.BestCost);
        return search.Proven();
    }

    private double[] Start()
    {
        if (search.Best is not { } best) return [];
        var start = new double[model.Columns];
        foreach (var c in best) start[c] = 1;
        for (var r = 0; r < region.Problem.Redundancies.Count; r++)
            for (var i = 0; i < region.Problem.Redundancies[r].Members.Length; i++)
                if (region.Problem.Redundancies[r].Members[i].Any(m => region.ColumnOf[m] is var c and >= 0 && start[c] > 0)) start[model.FirstMember[r] + i] = 1;
        if (model.Loss >= 0) start[model.Loss] = region.Problem.Loss!.Of(region.Measures(best));
        return start;
    }
}
