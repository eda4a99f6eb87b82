using Ward.Predict.AttackGraphs;

namespace Ward.Predict.NextSteps;

/// <summary>
/// The k most probable loopless paths from any foothold to one service. Best-first over partial paths, with the exact distance
/// to the service as the estimate, so almost only steps of the answer are looked at; the next sibling of a step is put in the
/// queue when the step is taken, so nothing is expanded that is not among the best (the deviations of Yen 1971, found lazily).
/// A path that comes back to where it was is none, whatever the privilege with which it comes.
/// </summary>
internal sealed class BestPaths(Situation situation)
{
    /// <summary>Most partial paths looked at for one service; beyond it fewer than k paths are told.</summary>
    public const int MostLookedAt = 4000;

    private readonly List<Partial> partials = [];
    private readonly PriorityQueue<int, (double, int)> queue = new();
    private float[] toGoal = [];
    private double far;

    /// <summary>Adds, most probable first, up to <paramref name="most"/> paths as lists of edges.</summary>
    public void Find(int service, int most, List<int[]> found)
    {
        var goal = situation.Graph.GoalsFrom + service;
        toGoal = situation.Graph.To(service);
        far = -Math.Log(situation.Graph.LeastProbability);
        partials.Clear();
        queue.Clear();
        for (var i = 0; i < situation.Stands.Count; i++)
        {
            var stand = situation.Stands[i];
            Extend(-1, stand.Node, stand.Offset, double.NegativeInfinity, -1);
        }

        var before = found.Count;
        for (var looked = 0; looked < MostLookedAt && found.Count - before < most && queue.TryDequeue(out var at, out _); looked++)
        {
            var partial = partials[at];
            var parent = partial.Parent < 0 ? partial.Start : partials[partial.Parent].Node;
            var length = partial.Parent < 0 ? situation.Stands[partial.Start - situation.Graph.NodeCount].Offset : partials[partial.Parent].Length;
            Extend(partial.Parent, parent, length, partial.Estimate, partial.Edge);
            if (partial.Node == goal) found.Add(Edges(at));
            else Extend(at, partial.Node, partial.Length, double.NegativeInfinity, -1);
        }
    }

    /// <summary>Queues the best step from the node that comes after (estimate, edge) in order.</summary>
    private void Extend(int parent, int node, double length, double afterEstimate, int afterEdge)
    {
        var graph = situation.Graph;
        var included = parent >= 0 && partials[parent].Edge < graph.EdgeCount && graph.Kind(partials[parent].Edge) == StepKind.Includes;
        var (best, bestEstimate) = (-1, double.PositiveInfinity);
        var (from, before) = situation.Out(node);
        for (var edge = from; edge < before; edge++)
        {
            var head = situation.Head(edge);
            var estimate = length + situation.Weight(edge) + toGoal[head];
            if (estimate >= bestEstimate || estimate > far || estimate < afterEstimate || (estimate == afterEstimate && edge <= afterEdge)) continue;

            // An administrator does not do as a mere user what he does better as administrator.
            if (included && situation.Kind(edge) is StepKind.Impact or StepKind.TakeCredential) continue;
            if (Passed(parent, head) || IsLessThanHeld(parent, edge, head)) continue;
            (best, bestEstimate) = (edge, estimate);
        }

        if (best < 0) return;
        var start = parent < 0 ? node : partials[parent].Start;
        partials.Add(new(parent, start, best, situation.Head(best), length + situation.Weight(best), bestEstimate));
        queue.Enqueue(partials.Count - 1, (bestEstimate, partials.Count - 1));
    }

    /// <summary>True where a step from elsewhere gains as a user what the path has held as administrator already: nobody breaks into his own house.</summary>
    private bool IsLessThanHeld(int parent, int edge, int head) =>
        situation.Kind(edge) != StepKind.Includes && head < situation.Graph.GoalsFrom && (head & 1) == 0 && Passed(parent, head + 1);

    private bool Passed(int at, int node)
    {
        for (; at >= 0; at = partials[at].Parent)
            if (partials[at].Node == node) return true;
        return false;
    }

    private int[] Edges(int at)
    {
        var edges = new List<int>();
        for (; at >= 0; at = partials[at].Parent) edges.Add(partials[at].Edge);
        edges.Reverse();
        return [.. edges];
    }

    private readonly record struct Partial(int Parent, int Start, int Edge, int Node, double Length, double Estimate);
}
