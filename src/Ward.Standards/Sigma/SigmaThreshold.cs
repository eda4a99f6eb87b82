namespace Ward.Standards.Sigma;

/// <summary>One criterion of a correlation's condition.</summary>
/// <param name="Value">For counts a whole number, 0 or more; for measures of values any finite number.</param>
public readonly record struct SigmaThreshold(SigmaComparison Comparison, double Value);
