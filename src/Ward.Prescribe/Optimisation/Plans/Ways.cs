using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation.Plans;

/// <summary>Reads the way to a state out of a search. Not thread-safe.</summary>
internal sealed class Ways(Region region)
{
    private readonly List<int> steps = [];
    private readonly Stack<(int State, int Next)> open = [];
    private readonly HashSet<int> seen = [];

    /// <summary>Steps of the region, those into a state before those out of it.</summary>
    /// <param name="by">The step by which a state was reached, or one of the marks of <see cref="DistanceField"/>.</param>
    public ReadOnlySpan<int> To(int state, Func<int, int> by)
    {
        steps.Clear();
        if (!region.HasJoint)
        {
            for (var e = by(state); e >= 0; e = by(region.Tail[e])) steps.Add(e);
            steps.Reverse();
            return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps);
        }

        seen.Clear();
        seen.Add(state);
        open.Push((state, 0));
        while (open.TryPop(out var at))
        {
            var (count, of) = Into(at.State, by(at.State));
            if (at.Next < count)
            {
                open.Push((at.State, at.Next + 1));
                var tail = region.Tail[of(at.Next)];
                if (seen.Add(tail)) open.Push((tail, 0));
                continue;
            }

            for (var i = 0; i < count; i++) steps.Add(of(i));
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps);
    }

    /// <summary>The way to a state and one step more; empty where it comes through the place that is not to be on it. Not for joint states.</summary>
    public ReadOnlySpan<int> To(int state, int last, Func<int, int> by, int without)
    {
        steps.Clear();
        steps.Add(last);
        for (var e = by(state); e >= 0; e = by(region.Tail[e]))
        {
            if (region.Tail[e] == without) return [];
            steps.Add(e);
        }

        if (state == without) return [];
        steps.Reverse();
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps);
    }

    private (int Count, Func<int, int> Of) Into(int state, int by) => by switch
    {
        DistanceField.FromSource => (0, _ => -1),
        DistanceField.FromAll => (region.FirstIn[state + 1] - region.FirstIn[state], i => region.InStep[region.FirstIn[state] + i]),
        _ => (1, _ => by),
    };
}
