namespace Ward.Standards.Ssvc;

/// <summary>How far the vulnerable system can be reached from outside (SSVC decision point EXP, 1.0.1).</summary>
public enum SystemExposure { Small, Controlled, Open }
