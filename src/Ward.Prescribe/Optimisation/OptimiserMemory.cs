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

    internal const int MostRows = 20_000;

    internal List<(Derivation Way, int[] Under)> Ways { get; private set; } = [];

    internal int[] Plan { get; private set; } = [];

    internal double[]? Slack { get; private set; }

    /// <summary>Drops what belongs to another graph, and distances that other weights or goals had.</summary>
    internal void Turn(InterdictionProblem problem)
    {
        if (!ReferenceEquals(graph, problem.Graph)) (Ways, Plan, Slack) = ([], [], null);
        if (!ReferenceEquals(weights, problem.Weights) || !goals.SequenceEqual(problem.Goals)) Slack = null;
        (graph, weights, goals) = (problem.Graph, problem.Weights, problem.Goals);
    }

    internal void Keep(double[] slack, IReadOnlyList<CutRow> rows, int[]? plan)
    {
        Slack = slack;
        Ways = [.. rows.Skip(Math.Max(0, rows.Count - MostRows)).Select(r => (r.Way, r.Under))];
        if (plan is not null) Plan = plan;
    }
}
