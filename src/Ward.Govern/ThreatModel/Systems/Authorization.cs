namespace Ward.Govern.ThreatModel.Systems;

/// <summary>On whose behalf a call is allowed.</summary>
public enum Authorization { None, TechnicalUser, EndUserIdentityPropagation }
