namespace Ward.Standards.Ssvc;

/// <summary>What the vulnerability is worth to an attacker (SSVC decision point U, 1.0.1).</summary>
public enum Utility { Laborious, Efficient, SuperEffective }
