using Ward.Prescribe.Recommendations;

namespace Ward.Server.Application.Improving;

/// <param name="At">When the city was last looked at by this process, UTC; null before.</param>
/// <param name="Problem">Why they cannot be kept or brought up to date, or null.</param>
internal sealed record RecommendationsState(RecommendationBook Book, DateTimeOffset? At, string? Problem);
