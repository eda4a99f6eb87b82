namespace Ward.Govern.ThreatModel;

/// <summary>Who can mend it.</summary>
public enum RiskFunction { BusinessSide, Architecture, Development, Operations }
