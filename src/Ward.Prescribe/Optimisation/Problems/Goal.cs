namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>A state that must not be reached with more than a tolerated probability.</summary>
/// <param name="Limit">-ln of the tolerated probability: no way may be shorter. Positive infinity: no way at all may be left.</param>
/// <param name="Within">Hours until it could be reached; a measure that takes longer to be in force does not count for it. Infinite by default.</param>
public readonly record struct Goal(int State, double Limit, double Within)
{
    public Goal(int state, double limit) : this(state, limit, double.PositiveInfinity) { }
}
