namespace Ward.Detect.Indicators;

/// <param name="Hits">Fields that held an indicator.</param>
/// <param name="Repeated">Hits not told because the same had just been told.</param>
/// <param name="Old">Hits not told because the indicator is not valid or has decayed.</param>
/// <param name="Undecided">Patterns whose match could not be decided within the work allowed.</param>
/// <param name="PatternsLeftOut">Patterns beyond the number that is weighed, or put aside since they could not be decided.</param>
/// <param name="SetsMissing">Restarts whose set of indicators was no longer kept: the newest was used.</param>
public sealed record IndicatorCounts(long Hits, long Repeated, long Old, long Undecided, long PatternsLeftOut, long SetsMissing);
