namespace Ward.Server.Application.Views;

/// <summary>A page of what a hunt found, in the journal's order.</summary>
/// <param name="From">Number of the first of them, counted from 0.</param>
/// <param name="Total">So far; those of the last two seconds may not be on a page yet.</param>
public sealed record HuntFindingsView(long From, long Total, IReadOnlyList<FindingView> Findings);
