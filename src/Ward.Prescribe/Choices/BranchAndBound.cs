using Ward.Prescribe.Optimisation.Deadlines;

namespace Ward.Prescribe.Choices;

/// <summary>
/// The exact weighted hitting set over the paths met so far. Branches on the path with the fewest measures left; a branch that
/// takes the i-th measure forbids the ones before it, so no set is looked at twice. Lower bound: cost of what is taken, plus a
/// packing of paths that share no measure (each costs at least its cheapest), plus what the dearest unavoidable joint loss adds.
/// </summary>
internal sealed class BranchAndBound
{
    private const double Even = 1e-9;
    private readonly CutProblem problem;
    private readonly Deadline deadline;
    private readonly List<int[]> paths;
    private readonly Dictionary<int, List<int>> pathsOf = [];
    private readonly Dictionary<int, double> alone = [];
    private readonly HashSet<int> forbidden = [];
    private readonly List<int> taken = [];
    private readonly int[] hits;
    private double limit;
    private bool cutShort;
    private int looked;

    public BranchAndBound(CutProblem problem, CutPool pool, Deadline deadline)
    {
        (this.problem, this.deadline) = (problem, deadline);
        paths = pool.Open;
        hits = new int[paths.Count];
        for (var p = 0; p < paths.Count; p++)
            foreach (var m in paths[p])
            {
                (pathsOf.TryGetValue(m, out var list) ? list : pathsOf[m] = []).Add(p);
                if (!alone.ContainsKey(m)) alone[m] = problem.Joint([m]);
            }
    }

    /// <summary>The cheapest set that hits every path and costs less than the limit given, or null.</summary>
    public int[]? Best { get; private set; }

    /// <summary>No set that hits every path costs less.</summary>
    public double Bound { get; private set; }

    /// <summary>True where the search ended by itself, false where the work or the deadline ended it.</summary>
    public bool Run(double below, ref long steps)
    {
        limit = below;
        var root = Estimate(0);
        if (double.IsPositiveInfinity(root))
        {
            Bound = root;
            return true;
        }

        Branch(0, 0, ref steps);
        Bound = cutShort ? root : Math.Min(below, limit);
        return !cutShort;
    }

    private void Branch(double additive, double joint, ref long steps)
    {
        if (--steps < 0 || ((++looked & 31) == 0 && deadline.IsPast))
        {
            cutShort = true;
            return;
        }

        var (path, open) = (-1, int.MaxValue);
        for (var p = 0; p < paths.Count; p++)
        {
            if (hits[p] > 0) continue;
            var left = 0;
            foreach (var m in paths[p])
                if (!forbidden.Contains(m)) left++;
            if (left < open) (path, open) = (p, left);
        }

        steps -= paths.Count / 16;
        if (path < 0)
        {
            if (additive + joint >= limit - Even) return;
            limit = additive + joint;
            Best = [.. taken.Order()];
            return;
        }

        if (open == 0 || additive + joint + Estimate(joint) >= limit - Even) return;
        var options = paths[path].Where(m => !forbidden.Contains(m)).OrderBy(m => problem.Additive(m) + alone[m]).ThenBy(m => m).ToList();
        foreach (var m in options)
        {
            Take(m, 1);
            var with = problem.Joint(taken);
            if (additive + problem.Additive(m) + with < limit - Even) Branch(additive + problem.Additive(m), with, ref steps);
            Take(m, -1);
            forbidden.Add(m);
            if (cutShort) break;
        }

        foreach (var m in options) forbidden.Remove(m);
    }

    private void Take(int m, int by)
    {
        if (by > 0) taken.Add(m);
        else taken.RemoveAt(taken.Count - 1);
        foreach (var p in pathsOf[m]) hits[p] += by;
    }

    /// <summary>What hitting the paths that are left must still add to what is taken.</summary>
    private double Estimate(double joint)
    {
        var (sum, dearest) = (0.0, 0.0);
        var used = new HashSet<int>();
        for (var p = 0; p < paths.Count; p++)
        {
            if (hits[p] > 0) continue;
            var (least, loss, apart) = (double.PositiveInfinity, double.PositiveInfinity, true);
            foreach (var m in paths[p])
            {
                if (used.Contains(m)) apart = false;
                if (forbidden.Contains(m)) continue;
                least = Math.Min(least, problem.Additive(m));
                loss = Math.Min(loss, alone[m]);
            }

            if (double.IsPositiveInfinity(loss)) return loss;
            dearest = Math.Max(dearest, loss);
            if (!apart) continue;
            sum += least;
            foreach (var m in paths[p])
                if (!forbidden.Contains(m)) used.Add(m);
        }

        return sum + Math.Max(0, dearest - joint);
    }
}
