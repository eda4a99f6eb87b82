namespace Ward.Govern.ThreatModel.Systems;

/// <summary>How data at rest are encrypted.</summary>
public enum Encryption { None, Transparent, SymmetricSharedKey, AsymmetricSharedKey, EndUserIndividualKey }
