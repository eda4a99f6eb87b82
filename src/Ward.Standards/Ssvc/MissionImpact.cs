namespace Ward.Standards.Ssvc;

/// <summary>Harm to what the organisation is there for (SSVC decision point MI, 2.0.0); MEF is a mission essential function.</summary>
public enum MissionImpact { Degraded, MefSupportCrippled, MefFailure, MissionFailure }
