namespace Ward.Prescribe.Recommendations;

public enum RecommendationState
{
    /// <summary>Recommended, and nobody has decided.</summary>
    Open,

    /// <summary>Somebody does it by a day.</summary>
    Accepted,

    /// <summary>Not to be done until a day, for a reason.</summary>
    Declined,

    /// <summary>The city's own sources show that it is in force; or, where none can, somebody says so and no likely way of its model is left over it.</summary>
    Done,

    /// <summary>It is recommended no more, and was not done.</summary>
    Gone,
}
