using Ward.Predict.AttackGraphs;

namespace Ward.Predict.NextSteps;

/// <summary>
/// The k most probable loopless paths from any foothold to one service. Best-first over partial paths, with the exact distance
/// to the service as the estimate, so almost only steps of the answer are looked at; the next sibling of a step is put in the
/// queue when the step is taken, so nothing is expanded that is not among the best (the deviations of Yen 1971, found lazily).
/// A path that comes back to where it was is none, whatever the privilege with which it comes. Through a joint node a path runs by the premise that comes true last;
/// the others are its conditions (<see cref="LiveSteps.Whole"/>), so the length of a path is the plain sum, and no sets of paths are enumerated.
/// </summary>
internal sealed class BestPaths(Situation situation)
{
    /// <summary>Most partial paths looked at for one service; beyond it fewer than k paths are told.</summary>
    public const int MostLookedAt = 4000;

    private readonly List<Partial> partials = [];
    private readonly PriorityQueue<int, (double, int)> queue = new();
    private readonly LiveSteps live = situation.Live;
    private readonly HashSet<(int Stand, int Asset)> steered = [.. situation.Control.Select(c => (situation.Edge(c).Tail, situation.AssetOf(situation.Head(c))))];
    private readonly double[] toGoal = [.. Enumerable.Repeat(double.PositiveInfinity, situation.Live.Count)];
    private readonly List<int> reached = [];
    private double far;

    /// <summary>Adds, most probable first, up to <paramref name="most"/> paths as lists of edges.</summary>
    public void Find(int service, int most, List<int[]> found)
    {
        if (live.Place(situation.Graph.GoalsFrom + service) is not (var goal and >= 0)) return;
        var (least, before) = (-Math.Log(situation.Graph.LeastProbability), found.Count);

        // Few paths are asked for, and they are seldom much less probable than the best: what is farther is looked at only where too few are found.
        for (var wider = 1.0; ; wider *= 2)
        {
            far = Math.Min(least, live.At(goal) + wider);
            live.To(goal, far, toGoal, reached);
            var isLooked = Search(goal, most, found);
            foreach (var place in reached) toGoal[place] = double.PositiveInfinity;
            reached.Clear();
            if (isLooked || far >= least || found.Count - before >= most) return;
            found.RemoveRange(before, found.Count - before);
        }
    }

    /// <returns>True where the search ended because it had looked at too many.</returns>
    private bool Search(int goal, int most, List<int[]> found)
    {
        partials.Clear();
        queue.Clear();
        foreach (var stand in situation.Stands)
            if (live.Place(stand.Node) is var place and >= 0) Extend(-1, place, stand.Offset, double.NegativeInfinity, -1);

        var (before, looked) = (found.Count, 0);
        for (; looked < MostLookedAt && found.Count - before < most && queue.TryDequeue(out var at, out _); looked++)
        {
            var partial = partials[at];
            var parent = partial.Parent < 0 ? partial.Start : partials[partial.Parent].Place;
            var length = partial.Parent < 0 ? situation.StandAt(live.Node(partial.Start))!.Offset : partials[partial.Parent].Length;
            Extend(partial.Parent, parent, length, partial.Estimate, partial.Step);
            if (partial.Place == goal) found.Add(Edges(at));
            else Extend(at, partial.Place, partial.Length, double.NegativeInfinity, -1);
        }

        return looked >= MostLookedAt;
    }

    /// <summary>Queues the best step from the place that comes after (estimate, step) in order.</summary>
    private void Extend(int parent, int place, double length, double afterEstimate, int afterStep)
    {
        var graph = situation.Graph;
        var start = parent < 0 ? place : partials[parent].Start;
        var included = parent >= 0 && live.Edge(partials[parent].Step) is var last && last < graph.EdgeCount && graph.Kind(last) == StepKind.Includes;
        var (best, bestEstimate) = (-1, double.PositiveInfinity);
        var (from, before) = live.Out(place);
        for (var step = from; step < before; step++)
        {
            var edge = live.Edge(step);
            var estimate = length + situation.Weight(edge) + toGoal[live.Head(step)];
            if (estimate >= bestEstimate || estimate > far || estimate < afterEstimate || (estimate == afterEstimate && step <= afterStep)) continue;

            // An administrator does not do as a mere user what he does better as administrator.
            if (live.IsCondition(step) || (included && situation.Kind(edge) is StepKind.Impact or StepKind.TakeCredential)) continue;
            if (Passed(parent, live.Node(live.Head(step))) || IsLessThanHeld(parent, edge) || IsThereAlready(parent, start, edge)) continue;
            (best, bestEstimate) = (step, estimate);
        }

        if (best < 0) return;
        partials.Add(new(parent, start, best, live.Head(best), length + situation.Weight(live.Edge(best)), bestEstimate));
        queue.Enqueue(partials.Count - 1, (bestEstimate, partials.Count - 1));
    }

    /// <summary>True where a step from elsewhere gains as a user what the path has held as administrator already: nobody breaks into his own house.</summary>
    private bool IsLessThanHeld(int parent, int edge) =>
        situation.Kind(edge) != StepKind.Includes && situation.Head(edge) is var head && head < situation.Graph.GoalsFrom && (head & 1) == 0 && Passed(parent, head + 1);

    /// <summary>
    /// True where an account would sign in to a host that the source steers by what it has broken into, or, as administrator, to the host that it was taken from: an escalation says that.
    /// </summary>
    private bool IsThereAlready(int parent, int start, int edge)
    {
        if (situation.Kind(edge) != StepKind.SignIn || edge >= situation.Graph.EdgeCount) return false;
        var asset = situation.AssetOf(situation.Head(edge));
        if (steered.Contains((live.Node(start), asset))) return true;
        for (var at = parent; at >= 0; at = partials[at].Parent)
            if (situation.Edge(live.Edge(partials[at].Step)) is { Kind: StepKind.TakeCredential } taken && taken.Account == situation.Edge(edge).Account) return situation.AssetOf(taken.Tail) == asset;
        return false;
    }

    private bool Passed(int at, int node)
    {
        for (; at >= 0; at = partials[at].Parent)
            if (live.Node(partials[at].Place) == node) return true;
        return false;
    }

    private int[] Edges(int at)
    {
        var edges = new List<int>();
        for (; at >= 0; at = partials[at].Parent) edges.Add(live.Edge(partials[at].Step));
        edges.Reverse();
        return [.. edges];
    }

    private readonly record struct Partial(int Parent, int Start, int Step, int Place, double Length, double Estimate);
}
