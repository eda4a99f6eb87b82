namespace Ward.Prescribe.Replays;

/// <summary>A prescription, and what it was chosen from.</summary>
public sealed record KeptChoice(Prescription Prescription, ChoiceGround Ground);
