namespace Ward.Standards.Ssvc;

/// <summary>Mission and well-being impact (SSVC decision point MWI, 1.0.0).</summary>
public enum WellBeingImpact { Low, Medium, High }
