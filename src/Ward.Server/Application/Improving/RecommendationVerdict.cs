namespace Ward.Server.Application.Improving;

/// <summary>What a person decides about a recommendation, as it was said.</summary>
/// <param name="Seen">The <see cref="RecommendationMark"/> of what the person read; null where any is meant.</param>
internal sealed record RecommendationVerdict(string? State, string? Owner, DateOnly? Until, string? Reason, string? Seen);
