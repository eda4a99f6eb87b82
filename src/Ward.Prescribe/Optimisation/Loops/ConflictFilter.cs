using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>
/// Leaves out of a contradiction everything that it does not need (deletion filter, Chinneck and Dravnieks 1991; in halves first, since most
/// of thousands of rows fall away at once).
/// </summary>
internal sealed class ConflictFilter(Model model, IMasterSource masters, OptimiserLimits limits)
{
    /// <param name="parts">Each demand with its rows.</param>
    /// <param name="always">Rows that every trial has.</param>
    /// <returns>Null where the solver failed or came to no end.</returns>
    public IReadOnlyList<Conflict>? Filter(IReadOnlyList<(Conflict Demand, RowBatch Rows)> parts, RowBatch always)
    {
        var kept = parts.ToList();
        if (Contradicts(kept, always) != true) return null;
        for (var size = Math.Max(1, kept.Count / 2); ; size /= 2)
        {
            for (var at = 0; at < kept.Count;)
            {
                var without = kept.Where((_, i) => i < at || i >= at + size).ToList();
                if (Contradicts(without, always) is not { } still) return null;
                if (still) kept = without;
                else at += size;
            }

            if (size == 1) break;
        }

        return [.. kept.Select(k => k.Demand)];
    }

    public static Conflict Told(Region region, CutRow row)
    {
        var barred = row.Way.Steps.SelectMany(e => region.Problem.Measures.Of(e).ToArray()).Where(m => region.ColumnOf[m] < 0).Distinct().Order().ToList();
        return new Conflict.Way(row.Way.Goal, row.Way.Steps, region.Measures(row.Columns), barred);
    }

    private bool? Contradicts(List<(Conflict Demand, RowBatch Rows)> parts, RowBatch always)
    {
        using var master = masters.Open(limits.Deadline);
        model.OpenColumns(master);
        master.AddRows(always);
        foreach (var (_, rows) in parts) master.AddRows(rows);
        return master.Solve([], [], [], limits.Nodes) switch
        {
            MasterAnswer.Contradiction => true,
            MasterAnswer.Solved => false,
            MasterAnswer.Unfinished { Values.Length: > 0 } => false,
            MasterAnswer.Unfinished or MasterAnswer.Faulted => null,
            _ => throw new InvalidOperationException("unknown answer"),
        };
    }
}
