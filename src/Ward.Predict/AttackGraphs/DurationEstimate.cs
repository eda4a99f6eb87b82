namespace Ward.Predict.AttackGraphs;

/// <summary>How long a kind of step is taken to take, and why.</summary>
/// <param name="Step">In words, or an ATT&amp;CK technique id.</param>
/// <param name="Hours">Its mean is not a number where the city's file says it.</param>
/// <param name="Why">The published figure that it rests on, or 'own estimate'.</param>
public sealed record DurationEstimate(string Step, StepHours Hours, string Why);
