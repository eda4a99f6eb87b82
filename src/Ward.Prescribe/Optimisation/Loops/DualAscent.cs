using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>A lower bound without a solver: each row in turn takes as much as its columns have left (dual ascent). Weaker than the relaxation, always right.</summary>
internal static class DualAscent
{
    public static double Bound(Region region, IReadOnlyList<CutRow> rows)
    {
        var left = region.Cost.ToArray();
        var bound = 0.0;
        foreach (var row in rows.OrderBy(r => r.Columns.Length))
        {
            var most = double.PositiveInfinity;
            for (var i = 0; i < row.Columns.Length; i++) most = Math.Min(most, left[row.Columns[i]] / row.Shares[i]);
            if (row.Columns.Length == 0 || most <= 0) continue;
            bound += most;
            for (var i = 0; i < row.Columns.Length; i++) left[row.Columns[i]] = Math.Max(0, left[row.Columns[i]] - (most * row.Shares[i]));
        }

        return bound;
    }
}
