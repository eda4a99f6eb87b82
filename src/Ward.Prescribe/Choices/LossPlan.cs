using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Choices;

/// <summary>What some work still leaves to be lost: one plan of a front, of which no other that was found is both cheaper and leaves less.</summary>
/// <param name="Measures">In the order in which they are to be carried out.</param>
/// <param name="Loss">
/// What can still be expected to be lost, in the unit of the costs: over the services that are above what they tolerate, the probability of the most probable way times what
/// <see cref="ChoiceOptions.Outage"/> hours without it cost. Several ways to one service are not added up.
/// </param>
/// <param name="Proven">True where no plan that brings every service down as far costs less.</param>
public sealed record LossPlan(IReadOnlyList<Measure> Measures, Cost Cost, double Loss, bool Proven)
{
    /// <summary>The plan of a front that leaves least and costs no more, or null where there is none.</summary>
    /// <param name="front">Cheapest first.</param>
    public static LossPlan? Within(IReadOnlyList<LossPlan> front, double budget) => front.LastOrDefault(p => p.Cost.Total <= budget + 1e-9);
}
