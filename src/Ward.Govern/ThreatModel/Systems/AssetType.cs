namespace Ward.Govern.ThreatModel.Systems;

/// <summary>What an asset is in a data-flow diagram.</summary>
public enum AssetType { ExternalEntity, Process, Datastore }
