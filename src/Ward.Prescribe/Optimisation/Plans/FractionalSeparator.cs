using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Plans;

/// <summary>
/// Finds ways whose rows a fractional solution breaks: searches by a x length + chosen share, for several a, which leave out
/// whatever can no longer end too short. What it finds is always true; that it finds all is not promised, and not needed.
/// </summary>
internal sealed class FractionalSeparator(Region region, RowMaker maker, PathCuts pool, Work work)
{
    private const double Broken = 1 - 1e-5;
    private readonly double[] share = new double[region.Steps], key = new double[region.States], length = new double[region.States], used = new double[region.States];
    private readonly int[] by = new int[region.States], left = new int[region.States];
    private readonly bool[] done = new bool[region.States], whole = new bool[region.Columns];
    private readonly NearestFirst queue = new();
    private readonly Ways ways = new(region);

    /// <summary>Rows not known before that the solution breaks.</summary>
    public List<CutRow> Find(ReadOnlySpan<double> solution, ReadOnlySpan<double> weights)
    {
        var found = new List<CutRow>();
        for (var k = 0; k < region.Within.Length; k++)
        {
            Share(solution, k);
            foreach (var a in weights)
            {
                Search(a);
                foreach (var g in region.GoalsOf[k])
                    if (done[region.Goals[g].State]) Take(g, solution, found);
            }
        }

        return found;
    }

    private void Share(ReadOnlySpan<double> solution, int deadline)
    {
        Array.Clear(share);
        var gap = 0.0;
        foreach (var source in region.Sources) gap = Math.Max(gap, -source.Offset - region.Slack[source.State]);
        for (var c = 0; c < region.Columns; c++)
        {
            whole[c] = solution[c] > 1 - 1e-9;
            if (solution[c] <= 1e-9 || !region.Counts(c, deadline)) continue;
            for (var i = region.FirstTouched[c]; i < region.FirstTouched[c + 1]; i++)
            {
                var step = region.Touched[i];
                for (var j = region.FirstCover[step]; j < region.FirstCover[step + 1]; j++)
                    if (region.CoverColumn[j] == c) share[step] += solution[c] * (double.IsPositiveInfinity(region.CoverEffect[j]) ? 1 : Math.Min(1, region.CoverEffect[j] / gap));
            }
        }
    }

    private void Search(double a)
    {
        Array.Fill(key, double.PositiveInfinity);
        Array.Clear(done);
        Array.Fill(by, DistanceField.FromSource);
        if (region.HasJoint) region.Premises.CopyTo(left, 0);
        queue.Clear();
        foreach (var source in region.Sources)
            if (a * source.Offset < key[source.State])
            {
                (key[source.State], length[source.State], used[source.State]) = (a * source.Offset, source.Offset, 0);
                queue.Push(key[source.State], source.State);
            }

        while (queue.TryPop(out var at, out var state))
        {
            if (done[state] || at > key[state]) continue;
            done[state] = true;
            work.Left--;
            for (var e = region.FirstOut[state]; e < region.FirstOut[state + 1]; e++)
            {
                var head = region.Head[e];
                if (done[head]) continue;
                var (way, taken) = (length[state] + region.Weight[e], used[state] + share[e]);
                if (taken >= Broken || !(way + region.Slack[head] < -InterdictionProblem.Even)) continue;
                var mark = e;
                if (region.Premises[head] > 0)
                {
                    if (--left[head] > 0) continue;
                    (way, taken) = Together(head);
                    mark = DistanceField.FromAll;
                    if (taken >= Broken) continue;
                }

                var next = (a * way) + taken;
                if (next >= key[head]) continue;
                (key[head], length[head], used[head], by[head]) = (next, way, taken, mark);
                queue.Push(next, head);
            }
        }
    }

    private (double Length, double Used) Together(int state)
    {
        var (longest, sum) = (0.0, 0.0);
        for (var i = region.FirstIn[state]; i < region.FirstIn[state + 1]; i++)
        {
            var step = region.InStep[i];
            longest = Math.Max(longest, length[region.Tail[step]] + region.Weight[step]);
            sum += used[region.Tail[step]] + share[step];
        }

        return (longest, sum);
    }

    private void Take(int goal, ReadOnlySpan<double> solution, List<CutRow> found)
    {
        var steps = ways.To(region.Goals[goal].State, state => by[state]);
        if (maker.Make(goal, steps, null) is not { } row) return;
        if (IsBroken(row, solution) && pool.Add(row)) found.Add(row);
        if (maker.Make(goal, steps, whole) is { Under.Length: > 0 } rest && IsBroken(rest, solution) && pool.Add(rest)) found.Add(rest);
    }

    public static bool IsBroken(CutRow row, ReadOnlySpan<double> solution)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Columns.Length; i++) sum += row.Shares[i] * solution[row.Columns[i]];
        return sum < Broken;
    }
}
