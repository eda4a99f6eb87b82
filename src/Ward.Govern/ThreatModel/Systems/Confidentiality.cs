namespace Ward.Govern.ThreatModel.Systems;

/// <summary>How secret something is.</summary>
public enum Confidentiality { Public, Internal, Restricted, Confidential, StrictlyConfidential }
