using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>One feed's part in a set.</summary>
public sealed record SetPart(IndicatorSource Source, string Content);
