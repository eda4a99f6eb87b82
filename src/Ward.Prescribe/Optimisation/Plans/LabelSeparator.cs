using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Plans;

/// <summary>
/// Finds ways whose rows a fractional solution breaks, where sums of length and share (<see cref="FractionalSeparator"/>) show no more:
/// labels of (length, share), shortest first, of which a state keeps each that holds less than all before it (label setting for the
/// resource-constrained shortest path, Irnich and Desaulniers 2005). Not for joint states.
/// </summary>
internal sealed class LabelSeparator(Region region, RowMaker maker, PathCuts pool, Work work)
{
    private const double Broken = 1 - 1e-5, Apart = 0.01;
    private const int MostLabels = 300_000;
    private readonly StepShares shares = new(region);
    private readonly double[] least = new double[region.States], rest = new double[region.States];
    private readonly NearestFirst queue = new();
    private readonly List<(int State, int By, int Before, double Length, double Share)> labels = [];
    private readonly List<int> steps = [];

    /// <summary>Adds them to the pool; tells how many were not known.</summary>
    public int Find(ReadOnlySpan<double> solution)
    {
        var before = pool.Rows.Count;
        if (region.HasJoint) return 0;
        for (var k = 0; k < region.Within.Length; k++)
        {
            shares.Set(solution, k);
            Backward(k);
            Forward(k, solution);
        }

        return pool.Rows.Count - before;
    }

    /// <summary>The least share that a way from each state to a goal still takes.</summary>
    private void Backward(int deadline)
    {
        Array.Fill(rest, double.PositiveInfinity);
        queue.Clear();
        foreach (var g in region.GoalsOf[deadline])
            if (rest[region.Goals[g].State] > 0)
            {
                rest[region.Goals[g].State] = 0;
                queue.Push(0, region.Goals[g].State);
            }

        while (queue.TryPop(out var at, out var state))
        {
            if (at > rest[state]) continue;
            work.Left--;
            for (var i = region.FirstIn[state]; i < region.FirstIn[state + 1]; i++)
            {
                // What the step after it counts too is left out, so that this is never too much.
                var (step, next) = (region.InStep[i], at);
                if (at == 0) next += shares.Of(step);
                var tail = region.Tail[step];
                if (next >= Broken || next >= rest[tail]) continue;
                rest[tail] = next;
                queue.Push(next, tail);
            }
        }
    }

    private void Forward(int deadline, ReadOnlySpan<double> solution)
    {
        Array.Fill(least, double.PositiveInfinity);
        labels.Clear();
        queue.Clear();
        foreach (var source in region.Sources) Push(source.State, DistanceField.FromSource, -1, source.Offset, 0);
        while (queue.TryPop(out _, out var number) && labels.Count < MostLabels && ((labels.Count & 1023) != 0 || !work.Deadline.IsPast))
        {
            var label = labels[number];
            if (label.Share > least[label.State] - Apart) continue;
            least[label.State] = label.Share;
            work.Left--;
            if (label.By >= 0) Take(label.State, number, deadline, solution);
            for (var e = region.FirstOut[label.State]; e < region.FirstOut[label.State + 1]; e++)
                Push(region.Head[e], e, number, label.Length + region.Weight[e], label.Share + shares.After(label.By, e));
        }
    }

    private void Push(int state, int by, int before, double length, double share)
    {
        if (share + rest[state] >= Broken || share > least[state] - Apart || !(length + region.Slack[state] < -InterdictionProblem.Even)) return;
        queue.Push(length, labels.Count);
        labels.Add((state, by, before, length, share));
    }

    private void Take(int state, int label, int deadline, ReadOnlySpan<double> solution)
    {
        foreach (var g in region.GoalsOf[deadline])
        {
            if (region.Goals[g].State != state) continue;
            steps.Clear();
            for (var l = label; labels[l].By >= 0; l = labels[l].Before) steps.Add(labels[l].By);
            steps.Reverse();
            if (maker.Make(g, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps), null) is { } row && row.Held(solution) < Broken) pool.Add(row);
        }
    }
}
