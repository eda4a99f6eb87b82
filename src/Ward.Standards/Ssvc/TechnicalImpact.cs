namespace Ward.Standards.Ssvc;

/// <summary>How much of the vulnerable component the attacker gains (SSVC decision point TI, 1.0.0).</summary>
public enum TechnicalImpact { Partial, Total }
