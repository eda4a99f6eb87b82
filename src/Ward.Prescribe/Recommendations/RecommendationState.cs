namespace Ward.Prescribe.Recommendations;

public enum RecommendationState
{
    /// <summary>Recommended, and nobody has decided.</summary>
    Open,

    /// <summary>Somebody does it by a day.</summary>
    Accepted,

    /// <summary>Not to be done until a day, for a reason.</summary>
    Declined,

    /// <summary>The city's own sources, or its model, show that it is in force.</summary>
    Done,

    /// <summary>It is recommended no more, and was not done.</summary>
    Gone,
}
