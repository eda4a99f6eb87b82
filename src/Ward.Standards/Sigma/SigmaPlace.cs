namespace Ward.Standards.Sigma;

/// <summary>Where something stands in a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public readonly record struct SigmaPlace(int Line, int Column);
