using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>The part of a run that needs a master.</summary>
internal sealed class Proof(CutSearch search)
{
    private readonly Region region = search.Region;

    public OptimiserAnswer Run()
    {
        var model = new Model(region, MostLoss());
        // What contradicts is looked for with masters of its own, and there may be one at a time.
        return Decided(model) ?? Contradiction(model);
    }

    /// <summary>Null where the rows contradict each other.</summary>
    private OptimiserAnswer? Decided(Model model)
    {
        using var master = search.Masters.Open(search.Work.Deadline);
        model.OpenColumns(master);
        var rows = new MasterRows(model, master, search.Pool);
        var rules = new RowBatch();
        foreach (var (_, part) in Rules(model))
            for (var r = 0; r < part.Count; r++) rules.Add(part, r);
        RuleRows.Alone(region, model, rules);
        rows.Add(rules);
        rows.Add([.. search.First()]);
        var relaxation = new Relaxation(search, model, master, rows);
        var answer = relaxation.Run() ?? (relaxation.Contradicts ? null : new WholeSearch(search, model, master, rows, relaxation).Run());
        search.Bearing = [.. rows.Ways];
        return answer;
    }

    private double MostLoss()
    {
        if (region.Problem.Loss is null) return 0;
        var all = region.Problem.Loss.Of(region.Measures(Enumerable.Range(0, region.Columns)));
        if (!double.IsPositiveInfinity(all)) return all;
        return search.Best is null ? 1e9 : search.BestCost;
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
        foreach (var row in search.Pool.Rows) parts.Add((ConflictFilter.Told(region, row), Batch(b => Model.Add(b, row))));
        var losses = Batch(b =>
        {
            RuleRows.Alone(region, model, b);
            for (var r = known; r < model.Rows.Count; r++)
                if (model.Rows.Lows[r] <= 0) b.Add(model.Rows, r);
        });
        var conflicts = new ConflictFilter(model, search.Masters, search.Limits).Filter(parts, losses);
        if (conflicts is null) return search.Unproven("the contradiction could not be narrowed down");
        return new OptimiserAnswer.Infeasible(search.WithLoss(conflicts)) { Figures = search.Figures() };
    }

    private static RowBatch Batch(Action<RowBatch> fill)
    {
        var batch = new RowBatch();
        fill(batch);
        return batch;
    }
}
