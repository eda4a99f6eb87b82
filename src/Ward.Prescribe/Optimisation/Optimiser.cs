using Ward.Prescribe.Optimisation.Loops;
using Ward.Prescribe.Optimisation.Masters;
using Ward.Prescribe.Optimisation.Problems;
using Ward.Prescribe.Optimisation.Searches;

namespace Ward.Prescribe.Optimisation;

/// <summary>
/// The cheapest plan that leaves no way too short, by lazy path cuts: prune to the region that can matter; a plan by greedy cover at
/// once; then a linear master over the ways met, whose answer a search contradicts with further ways until none is left; its bound
/// proves the plan, or a whole-number search over the same rows does. Deterministic where no deadline is set; thread-safe as far as its masters are.
/// </summary>
/// <param name="masters">Where linear programs are solved; <see cref="NoMaster"/> leaves every plan unproven.</param>
public sealed class Optimiser(IMasterSource masters)
{
    /// <param name="memory">What an earlier answer on the same graph left, or null; it is brought up to date.</param>
    /// <param name="found">Told of every better plan as it is found, by its measures and cost.</param>
    /// <exception cref="ArgumentException">The figures of the problem are wrong (<see cref="InterdictionProblem.Fault"/>).</exception>
    public OptimiserAnswer Solve(InterdictionProblem problem, OptimiserLimits? limits = null, OptimiserMemory? memory = null, Action<int[], double>? found = null)
    {
        if (problem.Fault() is { } fault) throw new ArgumentException(fault, nameof(problem));
        limits ??= new();
        var work = new Work(limits.Work, limits.Deadline);
        memory?.Turn(problem);
        var slack = memory?.Slack switch
        {
            null => Pruning.Slack(problem, work),
            var known when memory.Changed.Count == 0 => known,
            var known => Pruning.Slack(problem, known, memory.Changed, work),
        };
        var region = Pruning.Region(problem, slack, work);
        var search = new CutSearch(region, masters, limits, work, memory, found);
        var answer = search.Run();
        memory?.Keep(slack, search.Pool.Rows, search.Bearing, answer switch
        {
            OptimiserAnswer.Optimal optimal => optimal.Set,
            OptimiserAnswer.Feasible feasible => feasible.Set,
            _ => null,
        });
        return answer;
    }
}
