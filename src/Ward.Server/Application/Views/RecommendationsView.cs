namespace Ward.Server.Application.Views;

/// <summary>The standing recommendations.</summary>
/// <param name="Ready">False until they were reckoned for the first time.</param>
/// <param name="At">When the city was last looked at, UTC; null before.</param>
/// <param name="Open">How many nobody has decided about.</param>
/// <param name="Accepted">How many are somebody's work.</param>
/// <param name="Overdue">How many of these were to be done by now, and are not shown to be.</param>
/// <param name="Items">Those that were asked for: today's in their order, then accepted and declined ones, then done and gone ones, newest first.</param>
/// <param name="Problem">Why they cannot be kept or brought up to date, or null.</param>
public sealed record RecommendationsView(bool Ready, DateTimeOffset? At, int Open, int Accepted, int Overdue, IReadOnlyList<RecommendationView> Items, string? Problem);
