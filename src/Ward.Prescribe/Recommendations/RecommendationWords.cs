namespace Ward.Prescribe.Recommendations;

/// <summary>The names under which files, API and people know the values.</summary>
public static class RecommendationWords
{
    public static IReadOnlyDictionary<string, RecommendationState> States { get; } = new Dictionary<string, RecommendationState>(StringComparer.Ordinal)
    {
        ["open"] = RecommendationState.Open, ["accepted"] = RecommendationState.Accepted, ["declined"] = RecommendationState.Declined, ["done"] = RecommendationState.Done, ["gone"] = RecommendationState.Gone,
    };

    public static string Of(RecommendationState state) => States.Single(s => s.Value == state).Key;

    /// <summary>What was decided, as the end of a sentence that begins with whoever decided.</summary>
    public static string Of(RecommendationDecision decision)
    {
        var reason = decision.Reason is { Length: > 0 } said ? $": {said}" : "";
        return decision.State switch
        {
            RecommendationState.Open => $"opens it again{reason}",
            RecommendationState.Accepted => $"accepts it as work of {decision.Owner}, due {decision.Until:yyyy-MM-dd}{reason}",
            RecommendationState.Declined => $"declines it until {decision.Until:yyyy-MM-dd}{reason}",
            _ => throw new InvalidOperationException($"nobody decides {decision.State}"),
        };
    }
}
