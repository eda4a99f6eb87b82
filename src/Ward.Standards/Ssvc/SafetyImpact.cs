namespace Ward.Standards.Ssvc;

/// <summary>Harm to people when the system fails (SSVC decision point SI, 2.0.1).</summary>
public enum SafetyImpact { Negligible, Marginal, Critical, Catastrophic }
