using Ward.Prescribe.Measures;

namespace Ward.Respond.Plans;

/// <param name="Words">What a person is to do.</param>
/// <param name="DoneBy">Who said that it is done, or null.</param>
public sealed record ManualStep(Measure Measure, string Words, string? DoneBy);
