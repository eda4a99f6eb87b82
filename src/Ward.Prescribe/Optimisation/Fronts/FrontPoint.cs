namespace Ward.Prescribe.Optimisation.Fronts;

/// <summary>One plan worth showing: no other that was found is both cheaper and leaves less.</summary>
/// <param name="Loss">What is still expected to be lost, by the surrogate.</param>
/// <param name="Level">The expected loss a goal that the plan was asked to stay under.</param>
/// <param name="Proven">True where no plan that stays under the level costs less.</param>
public sealed record FrontPoint(int[] Set, double Cost, double Loss, double Level, bool Proven);
