using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Plans;

/// <summary>A plan in the making: which columns are chosen, how far every rule is used up, and the lengths that are left. Not thread-safe.</summary>
internal sealed class PlanState
{
    private readonly Region region;
    private readonly Work work;
    private readonly bool[] chosen;
    private readonly DistanceField[] fields;
    private readonly List<(int Rule, double Weight)>?[] ceilings;
    private readonly List<(int Rule, int Member)>?[] members;
    private readonly double[] used;
    private readonly int[] down;
    private readonly int[][] hits;
    private readonly List<int> order = [];
    private readonly double[] columnLoss;

    public PlanState(Region region, Work work)
    {
        (this.region, this.work) = (region, work);
        var problem = region.Problem;
        chosen = new bool[region.Columns];
        fields = [.. region.Within.Select((_, k) => new DistanceField(region, k, chosen, work))];
        (ceilings, members) = (new List<(int, double)>[region.Columns], new List<(int, int)>[region.Columns]);
        (used, down) = (new double[problem.Ceilings.Count], new int[problem.Redundancies.Count]);
        hits = [.. problem.Redundancies.Select(r => new int[r.Members.Length])];
        columnLoss = region.Alone;
        for (var r = 0; r < problem.Ceilings.Count; r++)
            for (var i = 0; i < problem.Ceilings[r].Measures.Length; i++)
                if (region.ColumnOf[problem.Ceilings[r].Measures[i]] is var c and >= 0) (ceilings[c] ??= []).Add((r, problem.Ceilings[r].Weights[i]));
        for (var r = 0; r < problem.Redundancies.Count; r++)
            for (var i = 0; i < problem.Redundancies[r].Members.Length; i++)
                foreach (var m in problem.Redundancies[r].Members[i].Distinct())
                    if (region.ColumnOf[m] is var c and >= 0) (members[c] ??= []).Add((r, i));
    }

    public IReadOnlyList<DistanceField> Fields => fields;

    /// <summary>By column; to be read only.</summary>
    public bool[] Chosen => chosen;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<int> Columns => order;

    public double Cost
    {
        get
        {
            var sum = 0.0;
            foreach (var c in order) sum += region.Cost[c];
            return sum + (region.Problem.Loss?.Of(region.Measures(order)) ?? 0);
        }
    }

    /// <summary>True where no way is too short and every given list is met.</summary>
    public bool IsMet()
    {
        foreach (var field in fields)
            if (!field.IsMet()) return false;
        foreach (var list in region.Problem.Given)
            if (!IsHit(list)) return false;
        return true;
    }

    public bool IsHit(int[] list)
    {
        foreach (var m in list)
            if (region.ColumnOf[m] is var c and >= 0 && chosen[c]) return true;
        return false;
    }

    /// <summary>True where the rules leave room for one more.</summary>
    public bool Fits(int column)
    {
        foreach (var (rule, weight) in ceilings[column] ?? [])
            if (used[rule] + weight > region.Problem.Ceilings[rule].Limit + InterdictionProblem.Even) return false;
        if (members[column] is { } touched)
            foreach (var rule in touched.Select(t => t.Rule).Distinct())
            {
                var falls = touched.Count(t => t.Rule == rule && hits[rule][t.Member] == 0);
                if (falls > 0 && down[rule] + falls > hits[rule].Length - region.Problem.Redundancies[rule].AtLeast) return false;
            }

        return region.Problem.Loss is not { } loss || columnLoss[column] <= 0 || !double.IsPositiveInfinity(loss.Of(region.Measures(order.Append(column))));
    }

    public void Add(int column)
    {
        Mark(column, true);
        foreach (var field in fields) field.Add(column, work);
    }

    /// <summary>Takes the column out where the plan stays whole without it.</summary>
    public bool TryRemove(int column)
    {
        Mark(column, false);
        var tried = 0;
        var met = region.Problem.Given.All(IsHit);
        for (; met && tried < fields.Length; tried++) met = fields[tried].TryRemove(column, work);
        if (met) return true;
        Mark(column, true);
        while (--tried >= 0) fields[tried].Restore(column, work);
        return false;
    }

    private void Mark(int column, bool on)
    {
        chosen[column] = on;
        if (on) order.Add(column);
        else order.Remove(column);
        foreach (var (rule, weight) in ceilings[column] ?? []) used[rule] += on ? weight : -weight;
        foreach (var (rule, member) in members[column] ?? [])
        {
            if (on && hits[rule][member]++ == 0) down[rule]++;
            if (!on && --hits[rule][member] == 0) down[rule]--;
        }
    }
}
