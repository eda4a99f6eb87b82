namespace Ward.Govern.ThreatModel;

public enum Severity { Low, Medium, Elevated, High, Critical }
