namespace Ward.Prescribe.Recommendations;

/// <summary>What became of a recommendation with a reckoning.</summary>
/// <param name="Words">The end of a sentence that begins with it.</param>
public sealed record RecommendationChange(Recommendation Now, string Words);
