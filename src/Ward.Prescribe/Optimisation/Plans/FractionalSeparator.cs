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
    private readonly StepShares shares = new(region);
    private readonly double[] key = new double[region.States], length = new double[region.States], used = new double[region.States];
    private readonly int[] by = new int[region.States], left = new int[region.States];
    private readonly bool[] done = new bool[region.States], whole = new bool[region.Columns];
    private readonly NearestFirst queue = new();
    private readonly Ways ways = new(region);

    /// <summary>Adds to the pool rows that the solution breaks; tells how many were not known.</summary>
    public int Find(ReadOnlySpan<double> solution, ReadOnlySpan<double> weights)
    {
        var before = pool.Rows.Count;
        for (var c = 0; c < whole.Length; c++) whole[c] = solution[c] > 1 - 1e-9;
        for (var k = 0; k < region.Within.Length; k++)
        {
            shares.Set(solution, k);
            foreach (var a in weights)
            {
                Search(a);
                foreach (var g in region.GoalsOf[k])
                    if (done[region.Goals[g].State]) Take(g, solution);
            }
        }

        return pool.Rows.Count - before;
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
                var (way, taken) = (length[state] + region.Weight[e], used[state] + shares.After(by[state], e));
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
            sum += used[region.Tail[step]] + shares.Of(step);
        }

        return (longest, sum);
    }

    /// <summary>The way found, and those that come into the goal by another step.</summary>
    private void Take(int goal, ReadOnlySpan<double> solution)
    {
        var state = region.Goals[goal].State;
        Take(goal, ways.To(state, s => by[s]), solution);
        if (region.HasJoint) return;
        for (var i = region.FirstIn[state]; i < region.FirstIn[state + 1]; i++)
        {
            var last = region.InStep[i];
            var tail = region.Tail[last];
            if (last == by[state] || !done[tail] || used[tail] + shares.After(by[tail], last) >= Broken || !(length[tail] + region.Weight[last] < region.Goals[goal].Limit - InterdictionProblem.Even)) continue;
            if (ways.To(tail, last, s => by[s], state) is { Length: > 0 } other) Take(goal, other, solution);
        }
    }

    private void Take(int goal, ReadOnlySpan<int> steps, ReadOnlySpan<double> solution)
    {
        if (maker.Make(goal, steps, null) is not { } row) return;
        if (IsBroken(row, solution)) pool.Add(row);
        if (maker.Make(goal, steps, whole) is { Under.Length: > 0 } rest && IsBroken(rest, solution)) pool.Add(rest);
    }

    public static bool IsBroken(CutRow row, ReadOnlySpan<double> solution) => row.Held(solution) < Broken;
}
