using Ward.Prescribe.Recommendations;

namespace Ward.Server.Application.Improving;

/// <summary>What became of a decision about a recommendation.</summary>
internal abstract record RecommendationKept
{
    private RecommendationKept() { }

    /// <summary>In force and on disk.</summary>
    public sealed record InForce(Recommendation Entry) : RecommendationKept;

    /// <summary>Nothing of this id is open, accepted or declined.</summary>
    public sealed record Unknown : RecommendationKept;

    /// <summary>It is not the recommendation that was read.</summary>
    public sealed record Another(Recommendation Now) : RecommendationKept;

    /// <summary>What was kept cannot be read, so nothing is decided.</summary>
    public sealed record Broken(string Problem) : RecommendationKept;
}
