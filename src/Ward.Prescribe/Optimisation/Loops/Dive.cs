using System.Runtime.InteropServices;
using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Prescribe.Optimisation.Loops;

/// <summary>
/// A plan out of a relaxation: hold the columns that are nearly whole and a few of the greatest others, solve again, add the ways that the
/// answer breaks, until it is whole (diving). The rows that it meets on the way are as good for the relaxation itself.
/// </summary>
internal sealed class Dive(CutSearch search, Relaxation relaxation, MasterRows rows)
{
    private const int Most = 200, Share = 16, Part = 4;
    private const double Nearly = 0.8, Some = 0.02;

    /// <summary>The columns it ends with; null where they would cost no less than the best plan. Where it takes too much of the work, those held so far.</summary>
    public IReadOnlyList<int>? Run(double[] values)
    {
        var (held, isHeld) = (new List<int>(), new bool[search.Region.Columns]);
        var end = search.Work.Left - (search.Limits.Work / Part);
        while (search.Work.Left > end && !search.Work.IsOver)
        {
            var next = Enumerable.Range(0, isHeld.Length).Where(c => !isHeld[c] && values[c] > Some).OrderByDescending(c => values[c]).ThenBy(c => c).ToList();
            if (next.Count == 0) return [.. Enumerable.Range(0, isHeld.Length).Where(c => values[c] > 0.5)];
            foreach (var c in next.Take(Math.Max(next.Count(c => values[c] > Nearly), 1 + (next.Count / Share))))
            {
                held.Add(c);
                isHeld[c] = true;
            }

            if (relaxation.Solve(CollectionsMarshal.AsSpan(held)) is not MasterAnswer.Solved solved || solved.Bound >= search.BestCost - 1e-9) return null;
            values = solved.Values;
            relaxation.Separate(values);
            rows.Admit(values, Most);
        }

        return held;
    }
}
