using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <param name="Events">How many events hold it.</param>
public sealed record TrialValue(string Value, long Events, BlockDecision Decision);
