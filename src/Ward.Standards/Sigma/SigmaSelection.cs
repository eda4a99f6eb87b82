namespace Ward.Standards.Sigma;

/// <summary>A named search identifier of a detection section.</summary>
public sealed record SigmaSelection(string Name, SigmaDetection Detection);
