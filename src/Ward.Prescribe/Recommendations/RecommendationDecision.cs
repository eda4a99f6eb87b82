namespace Ward.Prescribe.Recommendations;

/// <summary>What a person decided about a recommendation.</summary>
/// <param name="State">Open, accepted or declined.</param>
/// <param name="Until">The day by which accepted work is due, or the last day on which it stays declined; null where it is open.</param>
/// <param name="Owner">Who does accepted work; null else.</param>
public sealed record RecommendationDecision(RecommendationState State, string? By, DateOnly? On, string? Reason, string? Owner, DateOnly? Until)
{
    public static RecommendationDecision None { get; } = new(RecommendationState.Open, null, null, null, null, null);
}
