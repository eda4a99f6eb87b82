using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation.Searches;

/// <summary>
/// Lengths of the shortest ways into every state of a region under a plan, for one deadline class, kept in step as measures come and go
/// (Ramalingam and Reps 1996: only what hangs below a changed step is looked at again). With joint states it is computed anew
/// (Knuth 1977: a superior function is settled when its last premise is). Not thread-safe.
/// </summary>
internal sealed class DistanceField
{
    public const int FromSource = -1, FromAll = -2;
    private readonly Region region;
    private readonly int deadline;
    private readonly bool[] chosen;
    private readonly double[] length, distance;
    private readonly int[] by;
    private readonly NearestFirst queue = new();
    private readonly List<int> affected = [];
    private readonly bool[] marked;
    private readonly List<(int State, double Distance, int By)> journal = [];
    private readonly int[] left;

    /// <param name="chosen">By column; the caller changes it before it calls here.</param>
    public DistanceField(Region region, int deadline, bool[] chosen, Work work)
    {
        (this.region, this.deadline, this.chosen) = (region, deadline, chosen);
        (length, distance, by, marked) = (new double[region.Steps], new double[region.States], new int[region.States], new bool[region.States]);
        left = region.HasJoint ? new int[region.States] : [];
        for (var e = 0; e < length.Length; e++) Lengthen(e);
        Anew(work);
    }

    public double At(int state) => distance[state];

    /// <summary>The step by which the state is reached, or <see cref="FromSource"/> or <see cref="FromAll"/>.</summary>
    public int By(int state) => by[state];

    public bool IsTooShort(int goal) => distance[region.Goals[goal].State] < region.Goals[goal].Limit - InterdictionProblem.Even;

    public bool IsMet()
    {
        foreach (var goal in region.GoalsOf[deadline])
            if (IsTooShort(goal)) return false;
        return true;
    }

    public void Add(int column, Work work)
    {
        if (!region.Counts(column, deadline)) return;
        affected.Clear();
        for (var i = region.FirstTouched[column]; i < region.FirstTouched[column + 1]; i++)
        {
            var step = region.Touched[i];
            Lengthen(step);
            if (!region.HasJoint && by[region.Head[step]] == step) Mark(region.Head[step]);
        }

        if (region.HasJoint) Anew(work);
        else Rise(work);
    }

    /// <summary>Takes the column back where every goal stays met; else nothing changes, but the caller marks it chosen again and calls <see cref="Restore"/>.</summary>
    public bool TryRemove(int column, Work work)
    {
        journal.Clear();
        if (!region.Counts(column, deadline)) return true;
        for (var i = region.FirstTouched[column]; i < region.FirstTouched[column + 1]; i++) Lengthen(region.Touched[i]);
        if (region.HasJoint)
        {
            Anew(work);
            return IsMet();
        }

        queue.Clear();
        for (var i = region.FirstTouched[column]; i < region.FirstTouched[column + 1]; i++) Improve(region.Touched[i]);
        while (queue.TryPop(out var at, out var state))
        {
            if (at > distance[state]) continue;
            work.Left--;
            for (var e = region.FirstOut[state]; e < region.FirstOut[state + 1]; e++) Improve(e);
        }

        return IsMet();
    }

    /// <summary>Undoes the last <see cref="TryRemove"/>; the column is marked chosen again.</summary>
    public void Restore(int column, Work work)
    {
        if (!region.Counts(column, deadline)) return;
        for (var i = region.FirstTouched[column]; i < region.FirstTouched[column + 1]; i++) Lengthen(region.Touched[i]);
        if (region.HasJoint)
        {
            Anew(work);
            return;
        }

        for (var j = journal.Count - 1; j >= 0; j--) (distance[journal[j].State], by[journal[j].State]) = (journal[j].Distance, journal[j].By);
    }

    private void Lengthen(int step)
    {
        var sum = region.Weight[step];
        for (var i = region.FirstCover[step]; i < region.FirstCover[step + 1]; i++)
            if (chosen[region.CoverColumn[i]] && region.Counts(region.CoverColumn[i], deadline)) sum += region.CoverEffect[i];
        length[step] = sum;
    }

    private void Improve(int step)
    {
        var next = distance[region.Tail[step]] + length[step];
        var head = region.Head[step];
        if (!(next < distance[head]) || !(next + region.Slack[head] < -InterdictionProblem.Even)) return;
        journal.Add((head, distance[head], by[head]));
        (distance[head], by[head]) = (next, step);
        queue.Push(next, head);
    }

    private void Mark(int state)
    {
        if (marked[state]) return;
        marked[state] = true;
        affected.Add(state);
    }

    private void Rise(Work work)
    {
        for (var i = 0; i < affected.Count; i++)
            for (var e = region.FirstOut[affected[i]]; e < region.FirstOut[affected[i] + 1]; e++)
                if (by[region.Head[e]] == e) Mark(region.Head[e]);
        foreach (var state in affected) (distance[state], by[state]) = (double.PositiveInfinity, FromSource);
        foreach (var source in region.Sources)
            if (marked[source.State] && source.Offset < distance[source.State]) distance[source.State] = source.Offset;
        queue.Clear();
        foreach (var state in affected)
        {
            work.Left--;
            for (var i = region.FirstIn[state]; i < region.FirstIn[state + 1]; i++)
            {
                var step = region.InStep[i];
                if (marked[region.Tail[step]]) continue;
                var next = distance[region.Tail[step]] + length[step];
                if (next < distance[state]) (distance[state], by[state]) = (next, step);
            }

            if (distance[state] + region.Slack[state] < -InterdictionProblem.Even) queue.Push(distance[state], state);
            else distance[state] = double.PositiveInfinity;
        }

        foreach (var state in affected) marked[state] = false;
        Settle(work);
    }

    private void Anew(Work work)
    {
        Array.Fill(distance, double.PositiveInfinity);
        Array.Fill(by, FromSource);
        if (region.HasJoint) region.Premises.CopyTo(left, 0);
        queue.Clear();
        foreach (var source in region.Sources)
            if (source.Offset < distance[source.State])
            {
                distance[source.State] = source.Offset;
                queue.Push(source.Offset, source.State);
            }

        if (region.HasJoint) SettleJoint(work);
        else Settle(work);
    }

    private void Settle(Work work)
    {
        while (queue.TryPop(out var at, out var state))
        {
            if (at > distance[state]) continue;
            work.Left--;
            for (var e = region.FirstOut[state]; e < region.FirstOut[state + 1]; e++)
            {
                var next = at + length[e];
                var head = region.Head[e];
                if (!(next < distance[head]) || !(next + region.Slack[head] < -InterdictionProblem.Even)) continue;
                (distance[head], by[head]) = (next, e);
                queue.Push(next, head);
            }
        }
    }

    private void SettleJoint(Work work)
    {
        Array.Clear(marked);
        while (queue.TryPop(out var at, out var state))
        {
            if (at > distance[state] || marked[state]) continue;
            marked[state] = true;
            work.Left--;
            for (var e = region.FirstOut[state]; e < region.FirstOut[state + 1]; e++)
            {
                var next = at + length[e];
                var head = region.Head[e];
                if (double.IsPositiveInfinity(next) || !(next + region.Slack[head] < -InterdictionProblem.Even)) continue;
                if (region.Premises[head] > 0 && --left[head] > 0) continue;
                if (region.Premises[head] > 0) next = Latest(head);
                if (!(next < distance[head])) continue;
                (distance[head], by[head]) = (next, region.Premises[head] > 0 ? FromAll : e);
                queue.Push(next, head);
            }
        }

        Array.Clear(marked);
    }

    private double Latest(int state)
    {
        var latest = 0.0;
        for (var i = region.FirstIn[state]; i < region.FirstIn[state + 1]; i++)
            latest = Math.Max(latest, distance[region.Tail[region.InStep[i]]] + length[region.InStep[i]]);
        return latest;
    }
}
