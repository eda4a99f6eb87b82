using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>How many values of one type a feed holds.</summary>
/// <param name="MayBlock">Of these, on how many a measure could rest when they came; they decay from then on.</param>
public sealed record TypeCount(IndicatorType Type, long Values, long MayBlock);
