namespace Ward.Prescribe.Optimisation.Problems;

/// <summary>A state that the attacker is believed to hold.</summary>
/// <param name="Offset">-ln of the belief, at least 0; infinite counts as not held.</param>
public readonly record struct Source(int State, double Offset);
