namespace Ward.Standards.Ssvc;

/// <summary>Safety and mission impact together (SSVC decision point HI, 2.0.2).</summary>
public enum HumanImpact { Low, Medium, High, VeryHigh }
