using System.Globalization;

namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>
/// Choose measures at least cost so that no way from a source to a goal stays shorter than the goal's limit, within every rule
/// (probability-bounded shortest-path interdiction with shared countermeasures). The length of a way is the sum of -ln p over its
/// steps; at a joint state it is the greatest over the premises, which never tells less than the true probability.
/// </summary>
public sealed record InterdictionProblem
{
    /// <summary>A way counts as too short where it is shorter than the limit by more than this.</summary>
    public const double Even = 1e-9;

    public required StepGraph Graph { get; init; }

    /// <summary>-ln of the probability of each step, at least 0; positive infinity is a step that never succeeds.</summary>
    public required double[] Weights { get; init; }

    public required MeasureTable Measures { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public IReadOnlyList<Goal> Goals { get; init; } = [];

    public IReadOnlyList<Ceiling> Ceilings { get; init; } = [];

    public IReadOnlyList<Redundancy> Redundancies { get; init; } = [];

    /// <summary>Lists of measures, at least one of each of which must be in the plan, whatever the ways.</summary>
    public IReadOnlyList<int[]> Given { get; init; } = [];

    /// <summary>Cost of the plan as a whole, or null.</summary>
    public ISetLoss? Loss { get; init; }

    public double Cost(IReadOnlyList<int> set) => set.Sum(Measures.Cost) + (Loss?.Of(set) ?? 0);

    /// <summary>What is wrong with the figures, or null.</summary>
    public string? Fault()
    {
        if (Weights.Length != Graph.Steps) return Say($"{Weights.Length} weights for {Graph.Steps} steps");
        if (Measures.Steps != Graph.Steps) return Say($"measures are told for {Measures.Steps} steps of {Graph.Steps}");
        for (var e = 0; e < Weights.Length; e++)
            if (!(Weights[e] >= 0)) return Say($"step {e} weighs {Weights[e]}; at least 0 was expected (a probability of at most 1)");
        foreach (var source in Sources)
            if ((uint)source.State >= (uint)Graph.States || !(source.Offset >= 0)) return Say($"the source at {source.State} with offset {source.Offset} is out of range");
        foreach (var goal in Goals)
            if ((uint)goal.State >= (uint)Graph.States || double.IsNaN(goal.Limit) || !(goal.Within >= 0)) return Say($"the goal at {goal.State} with limit {goal.Limit} within {goal.Within} h is out of range");
        foreach (var ceiling in Ceilings)
            if (ceiling.Measures.Length != ceiling.Weights.Length || !ceiling.Measures.All(Known) || !ceiling.Weights.All(w => w >= 0) || double.IsNaN(ceiling.Limit)) return $"the ceiling '{ceiling.Name}' is out of range";
        foreach (var rule in Redundancies)
            if (rule.AtLeast < 0 || !rule.Members.All(m => m.All(Known))) return $"the redundancy '{rule.Name}' is out of range";
        return Given.All(g => g.All(Known)) ? null : "a given list names a measure that is not there";

        bool Known(int m) => (uint)m < (uint)Measures.Count;
        static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
