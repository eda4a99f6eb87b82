namespace Ward.Standards.Threagile;

/// <summary>How much integrity and availability are worth (Threagile: archive to mission-critical).</summary>
public enum ThreagileRating { Archive, Operational, Important, Critical, MissionCritical }
