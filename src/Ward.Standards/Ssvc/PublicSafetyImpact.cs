namespace Ward.Standards.Ssvc;

/// <summary>Safety impact as those see it who watch over many (SSVC decision point PSI, 2.0.1).</summary>
public enum PublicSafetyImpact { Minimal, Significant }
