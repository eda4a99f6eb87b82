using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Plans;

/// <summary>
/// Makes a plan whole: while ways are too short, the measure that closes most of what is missing on the shortest way to each goal for
/// its cost (greedy weighted cover, Chvatal 1979), within the rules; then drops what the rest makes needless, dearest first.
/// </summary>
internal sealed class Completion(Region region, RowMaker maker, PathCuts pool, Work work)
{
    private const int Every = 1000;
    private readonly Ways ways = new(region);
    private readonly double[] gain = new double[region.Columns];
    private readonly List<int> touched = [];

    /// <summary>True where the plan is whole.</summary>
    public bool Complete(PlanState plan)
    {
        var rounds = 0;
        while (!work.IsOver || (!work.Deadline.IsPast && rounds++ < Every))
        {
            Weigh(plan);
            if (touched.Count == 0) return plan.IsMet();
            var (best, most) = (-1, -1.0);
            touched.Sort();
            foreach (var c in touched)
            {
                var worth = gain[c] / (region.Cost[c] + (region.Alone.Length > 0 ? region.Alone[c] : 0) + 1e-6);
                gain[c] = 0;
                if (worth > most && plan.Fits(c)) (best, most) = (c, worth);
            }

            if (best < 0) return false;
            plan.Add(best);
        }

        return false;
    }

    public void Reduce(PlanState plan)
    {
        foreach (var c in plan.Columns.OrderByDescending(c => region.Cost[c] + (region.Alone.Length > 0 ? region.Alone[c] : 0)).ThenBy(c => c).ToList())
        {
            if (work.IsOver) return;
            plan.TryRemove(c);
        }
    }

    /// <summary>What each measure would close, over the given lists and the shortest way to each goal that is too near.</summary>
    private void Weigh(PlanState plan)
    {
        touched.Clear();
        foreach (var list in region.Problem.Given)
            if (!plan.IsHit(list))
                foreach (var m in list)
                    if (region.ColumnOf[m] is var c and >= 0) Gain(c, 1);
        for (var k = 0; k < plan.Fields.Count; k++)
        {
            var field = plan.Fields[k];
            foreach (var g in region.GoalsOf[k])
            {
                if (!field.IsTooShort(g)) continue;
                var steps = ways.To(region.Goals[g].State, field.By);
                if (maker.Make(g, steps, plan.Chosen) is not { } row) continue;
                pool.Add(row);
                if (row.Under.Length > 0 && maker.Make(g, steps, null) is { } plain) pool.Add(plain);
                for (var i = 0; i < row.Columns.Length; i++) Gain(row.Columns[i], row.Shares[i]);
            }
        }
    }

    private void Gain(int column, double by)
    {
        if (gain[column] == 0) touched.Add(column);
        gain[column] += by;
    }
}
