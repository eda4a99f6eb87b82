namespace Ward.Standards.Stix.Patterns;

/// <summary>What must have been observed, and in which relation of time (STIX 2.1, 9.3 and 9.4).</summary>
public abstract record ObservationExpression
{
    private ObservationExpression() { }

    /// <summary>One observation that satisfies the expression in square brackets.</summary>
    /// <param name="Number">Index into <see cref="StixPattern.Observed"/>.</param>
    public sealed record Observed(int Number) : ObservationExpression;

    /// <summary>Both, by different observations.</summary>
    public sealed record And(ObservationExpression Left, ObservationExpression Right) : ObservationExpression;

    public sealed record Or(ObservationExpression Left, ObservationExpression Right) : ObservationExpression;

    /// <summary>Both, by different observations, the right one not before the left one.</summary>
    public sealed record FollowedBy(ObservationExpression Left, ObservationExpression Right) : ObservationExpression;

    /// <summary>All observations no more than so many seconds apart; more than 0.</summary>
    public sealed record Within(ObservationExpression Inner, double Seconds) : ObservationExpression;

    /// <summary>So often, each time by other observations; at least 1.</summary>
    public sealed record Repeats(ObservationExpression Inner, int Times) : ObservationExpression;

    /// <summary>All observations in the half-open span from start to stop.</summary>
    public sealed record StartStop(ObservationExpression Inner, StixTime Start, StixTime Stop) : ObservationExpression;
}
