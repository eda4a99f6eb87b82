using Ward.Prescribe.Costs;
using Ward.Prescribe.Measures;

namespace Ward.Prescribe.Choices;

/// <param name="Words">How it differs from the chosen plan.</param>
/// <param name="WorstResidual">Highest probability left on any path to a service at risk.</param>
public sealed record Alternative(IReadOnlyList<Measure> Measures, Cost Cost, double WorstResidual, string Words);
