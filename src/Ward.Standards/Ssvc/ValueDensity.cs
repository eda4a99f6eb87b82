namespace Ward.Standards.Ssvc;

/// <summary>How much an attacker gains by one system (SSVC decision point VD, 1.0.0).</summary>
public enum ValueDensity { Diffuse, Concentrated }
