namespace Ward.Govern.ThreatModel;

/// <summary>What it costs when somebody does; the values are weights.</summary>
public enum RiskImpact { Low = 1, Medium = 2, High = 3, VeryHigh = 4 }
