namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What integrity or availability is worth.</summary>
public enum Criticality { Archive, Operational, Important, Critical, MissionCritical }
