namespace Ward.Prescribe.Recommendations;

/// <summary>One thing that happened to a recommendation.</summary>
/// <param name="By">Who decided it; "ward" for what the city shows.</param>
public sealed record RecommendationNote(DateTimeOffset At, string By, string Words);
