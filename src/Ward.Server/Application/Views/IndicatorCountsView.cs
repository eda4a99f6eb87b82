namespace Ward.Server.Application.Views;

/// <summary>What the watch for indicators did since the start, and what it could not.</summary>
/// <param name="Hits">Fields that held an indicator.</param>
/// <param name="Repeated">Hits not told, since the same had just been told.</param>
/// <param name="Old">Hits not told, since the indicator is no longer valid or has decayed.</param>
/// <param name="Undecided">Patterns whose match could not be decided within the work allowed.</param>
/// <param name="PatternsLeftOut">Patterns beyond the number that is weighed, or put aside since they could not be decided.</param>
/// <param name="SetsMissing">Restarts whose set of indicators was no longer kept.</param>
/// <param name="NeverBlockUnreadable">Entries of never-block lists that are no address, network or name: they protect nobody.</param>
public sealed record IndicatorCountsView(long Hits, long Repeated, long Old, long Undecided, long PatternsLeftOut, long SetsMissing, int NeverBlockUnreadable);
