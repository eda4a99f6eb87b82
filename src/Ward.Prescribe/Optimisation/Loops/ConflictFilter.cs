using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>
/// Leaves out of a contradiction everything that it does not need (deletion filter, Chinneck and Dravnieks 1991; in halves first, since most
/// of thousands of rows fall away at once).
/// </summary>
internal sealed class ConflictFilter(Model model, IMasterSource masters, OptimiserLimits limits, Work work)
{
    /// <param name="parts">Each demand with its rows.</param>
    /// <param name="always">Rows that every trial has.</param>
    /// <param name="shown">True where it was shown already that all of them contradict each other; else that is asked first.</param>
    /// <returns>What is left when nothing more can be left out, or when the work or the deadline ended it; null where it is not known that they contradict each other.</returns>
    public IReadOnlyList<Conflict>? Filter(IReadOnlyList<(Conflict Demand, RowBatch Rows)> parts, RowBatch always, bool shown)
    {
        var kept = parts.ToList();
        if (!(Contradicts(kept, always) ?? shown)) return null;
        for (var size = Math.Max(1, kept.Count / 2); ; size /= 2)
        {
            for (var at = 0; at < kept.Count;)
            {
                var without = kept.Where((_, i) => i < at || i >= at + size).ToList();
                // What was shown stays shown, though it may have more in it than it needs.
                if (Contradicts(without, always) is not { } still) return [.. kept.Select(k => k.Demand)];
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
        if (work.IsOver) return null;
        using var master = masters.Open(limits.Deadline);
        model.OpenColumns(master);
        master.AddRows(always);
        var entries = always.Columns.Count;
        foreach (var (_, rows) in parts)
        {
            master.AddRows(rows);
            entries += rows.Columns.Count;
        }

        var node = MasterRows.Node(entries);
        var answer = master.Solve([], [], [], Math.Clamp(work.Left / node, 1, limits.Nodes));
        work.Left -= node * answer switch { MasterAnswer.Contradiction c => c.Work, MasterAnswer.Solved s => s.Work, MasterAnswer.Unfinished u => u.Work, _ => 1 };
        return answer switch
        {
            MasterAnswer.Contradiction => true,
            MasterAnswer.Solved => false,
            MasterAnswer.Unfinished { Values.Length: > 0 } => false,
            MasterAnswer.Unfinished or MasterAnswer.Faulted => null,
            _ => throw new InvalidOperationException("unknown answer"),
        };
    }
}
