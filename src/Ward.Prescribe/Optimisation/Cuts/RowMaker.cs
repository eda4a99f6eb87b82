using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Cuts;

/// <summary>
/// Makes the row of a way: with gap r = limit - length under what is taken, sum over the other measures of min(effect, r) / r
/// is at least 1 (knapsack cover inequality, Carr et al. 2000; for pure cuts the plain path cut). Through joint states any premise may be
/// the one that is lengthened, so effects are summed over all of them: weaker, never wrong, and no plan that leaves the way
/// satisfies the row made under that plan. Not thread-safe.
/// </summary>
internal sealed class RowMaker(Region region)
{
    private readonly double[] sums = new double[region.Columns];
    private readonly List<int> met = [];
    private readonly Dictionary<int, double> lengths = [];
    private Dictionary<int, int>? local;

    /// <summary>The row, or null where the way is not too short under what is taken, or does not exist any more.</summary>
    /// <param name="place">Place of the goal in the region.</param>
    /// <param name="steps">Steps of the region, those into a state first.</param>
    public CutRow? Make(int place, ReadOnlySpan<int> steps, bool[]? taken)
    {
        var goal = region.Goals[place];
        var length = Length(goal.State, goal.Class, steps, taken);
        var gap = goal.Limit - length;
        if (!(gap > InterdictionProblem.Even)) return null;
        met.Clear();
        List<int>? under = null;
        foreach (var step in steps)
            for (var i = region.FirstCover[step]; i < region.FirstCover[step + 1]; i++)
            {
                var c = region.CoverColumn[i];
                if (!region.Counts(c, goal.Class)) continue;
                if (taken is not null && taken[c])
                {
                    if (under?.Contains(region.MeasureOf[c]) != true) (under ??= []).Add(region.MeasureOf[c]);
                    continue;
                }

                if (sums[c] == 0) met.Add(c);
                sums[c] += region.CoverEffect[i];
            }

        met.Sort();
        var (columns, shares) = (new List<int>(met.Count), new List<double>(met.Count));
        foreach (var c in met)
        {
            var share = sums[c] >= gap - InterdictionProblem.Even ? 1 : double.IsPositiveInfinity(gap) ? 0 : sums[c] / gap;
            sums[c] = 0;
            if (share <= 0) continue;
            columns.Add(c);
            shares.Add(share);
        }

        under?.Sort();
        var global = new int[steps.Length];
        for (var i = 0; i < steps.Length; i++) global[i] = region.Global[steps[i]];
        return new(new(goal.Number, global), under is null ? [] : [.. under], [.. columns], [.. shares]);
    }

    /// <summary>The row of a way that was met in an earlier problem on the same graph, as it is now; null where it is no threat any more.</summary>
    public CutRow? Again(Derivation way, int[] under)
    {
        if (local is null)
        {
            local = new(region.Steps);
            for (var e = 0; e < region.Steps; e++) local[region.Global[e]] = e;
        }

        var place = Array.FindIndex(region.Goals, g => g.Number == way.Goal);
        if (place < 0) return null;
        var steps = new int[way.Steps.Length];
        for (var i = 0; i < steps.Length; i++)
            if (!local.TryGetValue(way.Steps[i], out steps[i])) return null;
        if (under.Length == 0) return Make(place, steps, null);
        var taken = new bool[region.Columns];
        foreach (var m in under)
            if (m < region.ColumnOf.Length && region.ColumnOf[m] >= 0) taken[region.ColumnOf[m]] = true;
        return Make(place, steps, taken);
    }

    private double Length(int goal, int deadline, ReadOnlySpan<int> steps, bool[]? taken)
    {
        lengths.Clear();
        foreach (var step in steps)
        {
            var (tail, head) = (region.Tail[step], region.Head[step]);
            var length = (lengths.TryGetValue(tail, out var known) ? known : Offset(tail)) + region.Weight[step];
            if (taken is not null)
                for (var i = region.FirstCover[step]; i < region.FirstCover[step + 1]; i++)
                    if (taken[region.CoverColumn[i]] && region.Counts(region.CoverColumn[i], deadline)) length += region.CoverEffect[i];
            lengths[head] = region.Premises[head] > 0 && lengths.TryGetValue(head, out var other) ? Math.Max(other, length) : length;
        }

        return lengths.TryGetValue(goal, out var at) ? at : Offset(goal);
    }

    private double Offset(int state)
    {
        var least = double.PositiveInfinity;
        foreach (var source in region.Sources)
            if (source.State == state) least = Math.Min(least, source.Offset);
        return least;
    }
}
