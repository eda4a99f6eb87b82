namespace Ward.Standards.Sigma;

/// <summary>One criterion of a correlation's condition.</summary>
/// <param name="Value">Number of events, 0 or more.</param>
public readonly record struct SigmaThreshold(SigmaComparison Comparison, int Value);
