using Ward.Prescribe.Optimisation.Cuts;
using Ward.Prescribe.Optimisation.Problems;

namespace Ward.Prescribe.Optimisation;

/// <summary>
/// What one answer leaves for the next on the same graph: the ways that were met, the plan, the distances to the goals. A way is
/// weighed anew before it is used: it is dropped where it is no longer too short, and its row is made from the steps and measures
/// as they are now, so a step that became easier or a measure that was added can make no row wrong. Not thread-safe.
/// </summary>
public sealed class OptimiserMemory
{
    private StepGraph? graph;
    private double[]? weights;
    private IReadOnlyList<Goal> goals = [];

    private int stale;

    internal const int MostRows = 20_000, MostChanged = 1_000;

    internal List<(Derivation Way, int[] Under)> Ways { get; private set; } = [];

    internal int[] Plan { get; private set; } = [];

    /// <summary>How many of <see cref="Ways"/>, the first, bore on the answer.</summary>
    internal int Bearing { get; private set; }

    internal double[]? Slack { get; private set; }

    /// <summary>Steps that weigh other than when <see cref="Slack"/> was found.</summary>
    internal IReadOnlyList<int> Changed { get; private set; } = [];

    /// <summary>Drops what belongs to another graph, and distances that other weights or goals had.</summary>
    internal void Turn(InterdictionProblem problem)
    {
        if (!ReferenceEquals(graph, problem.Graph)) (Ways, Plan, Slack) = ([], [], null);
        if (!goals.SequenceEqual(problem.Goals)) Slack = null;
        Changed = [];
        if (Slack is not null && !ReferenceEquals(weights, problem.Weights)) Compare(weights!, problem.Weights);
        (graph, weights, goals) = (problem.Graph, problem.Weights, problem.Goals);
    }

    /// <param name="bearing">Ways of the pool that bore on the answer; they come first.</param>
    internal void Keep(double[] slack, IReadOnlyList<CutRow> rows, IReadOnlyList<int> bearing, int[]? plan)
    {
        Slack = slack;
        var first = bearing.ToHashSet();
        Ways = [.. bearing.Concat(Enumerable.Range(0, rows.Count).Where(r => !first.Contains(r))).Take(MostRows).Select(r => (rows[r].Way, rows[r].Under))];
        Bearing = bearing.Count;
        if (plan is not null) Plan = plan;
    }

    private void Compare(double[] before, double[] now)
    {
        var (changed, heavier) = (new List<int>(), 0);
        for (var e = 0; e < now.Length; e++)
        {
            if (before[e].Equals(now[e])) continue;
            changed.Add(e);
            if (now[e] > before[e]) heavier++;
        }

        // Many steps that became heavier would leave too much of the graph in: then it is found anew.
        stale += heavier;
        if (changed.Count <= MostChanged && stale <= MostChanged) Changed = changed;
        else (Slack, stale) = (null, 0);
    }
}
