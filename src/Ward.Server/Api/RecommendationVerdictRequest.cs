namespace Ward.Server.Api;

/// <param name="State">open, accepted or declined.</param>
/// <param name="Owner">Who does the work, at most 120 characters; needed for accepted.</param>
/// <param name="Until">The day by which accepted work is due, or the last day on which it stays declined; needed for these two, within 366 days.</param>
/// <param name="Reason">At most 500 characters; needed for declined.</param>
/// <param name="Seen">The seen of the recommendation as it was read: where it is another by now, nothing is decided. Needed for declined.</param>
public sealed record RecommendationVerdictRequest(string? State, string? Owner, DateOnly? Until, string? Reason, string? Seen = null);
