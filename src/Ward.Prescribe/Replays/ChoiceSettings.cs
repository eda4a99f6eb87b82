using Ward.Govern.Mandates;
using Ward.Predict.AttackGraphs;
using Ward.Prescribe.Costs;

namespace Ward.Prescribe.Replays;

/// <summary>How a choice was made, as far as the answer hangs on it.</summary>
/// <param name="Kinds">Sorted.</param>
/// <param name="Mandates">Those that held at the moment, so that neither hours nor ends have to be judged again.</param>
/// <param name="Priors">What the forecast took of steps that the city does not describe.</param>
public sealed record ChoiceSettings(
    CostModel Costs, IReadOnlyList<ActionClass> Kinds, double Within, double LeastBelief, IReadOnlyList<Mandate> Mandates, long Steps, long StepsAnAlternative, int Alternatives, double Outage, TimeSpan? Deadline, StepPriors Priors)
{
    internal static ChoiceSettings Of(ChoiceOptions options, StepPriors priors, DateTimeOffset now) => new(
        options.Costs, [.. options.Kinds.Order()], options.Within, options.LeastBelief, [.. options.Mandates.Where(m => m.HoldsAt(now)).Select(m => m with { Hours = null, Until = DateTimeOffset.MaxValue })],
        options.Steps, options.StepsAnAlternative, options.Alternatives, options.Outage, options.Deadline, priors);

    /// <param name="deadline">Of the choice that is made again; null for as long as its work takes.</param>
    internal ChoiceOptions Options(TimeSpan? deadline, TimeProvider? time) => new()
    {
        Costs = Costs, Kinds = Kinds.ToHashSet(), Within = Within, LeastBelief = LeastBelief, Mandates = Mandates, Steps = Steps, StepsAnAlternative = StepsAnAlternative, Alternatives = Alternatives, Outage = Outage,
        Deadline = deadline, Time = time,
    };
}
