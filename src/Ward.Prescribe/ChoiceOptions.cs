using Ward.Prescribe.Costs;

namespace Ward.Prescribe;

/// <summary>How the choice is made.</summary>
public sealed record ChoiceOptions
{
    public CostModel Costs { get; init; } = new();

    /// <summary>A foothold believed less than this is told, not acted on. 0..1, default 0.5.</summary>
    public double LeastBelief { get; init; } = 0.5;

    /// <summary>Most work on the plan, counted in nodes of searches. Default 2,000,000.</summary>
    public long Steps { get; init; } = 2_000_000;

    /// <summary>Most work on each alternative. Default 4,000.</summary>
    public long StepsAnAlternative { get; init; } = 4_000;

    /// <summary>Most alternatives besides 'do nothing'. Default 2.</summary>
    public int Alternatives { get; init; } = 2;
}
