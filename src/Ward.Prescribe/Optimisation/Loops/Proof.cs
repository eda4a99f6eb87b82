using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>The part of a run that needs a master.</summary>
internal sealed class Proof(CutSearch search)
{
    /// <summary>What a plan may lose where nothing says how much it can be.</summary>
    private const double MostLost = 1e9;

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
        var all = LossOfAll();
        return !double.IsPositiveInfinity(all) ? all : search.Best is null ? MostLost : search.BestCost;
    }

    private double LossOfAll() => region.Problem.Loss?.Of(region.Measures(Enumerable.Range(0, region.Columns))) ?? 0;

    private IEnumerable<(Conflict Demand, RowBatch Rows)> Rules(Model model)
    {
        var problem = region.Problem;
        for (var r = 0; r < problem.Ceilings.Count; r++) yield return (new Conflict.Rule(problem.Ceilings[r].Name), Batch(b => RuleRows.Of(region, model, problem.Ceilings[r], b)));
        for (var r = 0; r < problem.Redundancies.Count; r++) yield return (new Conflict.Rule(problem.Redundancies[r].Name), Batch(b => RuleRows.Of(region, model, r, b)));
        foreach (var list in problem.Given) yield return (new Conflict.Given(list), Batch(b => RuleRows.Of(region, list, b)));
    }

    private OptimiserAnswer Contradiction(Model model)
    {
        if (search.Best is not null) return search.Unproven("the master contradicts a plan that holds");
        var parts = Rules(model).Where(p => p.Rows.Count > 0).ToList();
        var known = parts.Sum(p => p.Rows.Count) + region.Alone.Count(a => a > 0);
        foreach (var row in search.Pool.Rows) parts.Add((ConflictFilter.Told(region, row), Batch(b => Model.Add(b, row))));
        var losses = Batch(b =>
        {
            // How much is lost contradicts nothing, whatever the column's top says: only what must not be done together does.
            for (var r = known; r < model.Rows.Count; r++)
                if (model.Rows.Lows[r] <= 0 && !NamesLoss(model, r)) b.Add(model.Rows, r);
        });
        var conflicts = new ConflictFilter(model, search.Masters, search.Limits, search.Work).Filter(parts, losses, shown: !double.IsPositiveInfinity(LossOfAll()));
        if (conflicts is null) return search.Unproven("what the master found to contradict itself was not borne out");
        return new OptimiserAnswer.Infeasible(search.WithLoss(conflicts)) { Figures = search.Figures() };
    }

    private static bool NamesLoss(Model model, int row)
    {
        var (from, before) = model.Rows.Entries(row);
        return model.Loss >= 0 && model.Rows.Columns[from..before].Contains(model.Loss);
    }

    private static RowBatch Batch(Action<RowBatch> fill)
    {
        var batch = new RowBatch();
        fill(batch);
        return batch;
    }
}
