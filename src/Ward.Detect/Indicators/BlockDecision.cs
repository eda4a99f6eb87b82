namespace Ward.Detect.Indicators;

/// <summary>Whether a measure may rest on an indicator, and why, in one sentence.</summary>
public sealed record BlockDecision(bool MayBlock, string Reason);
