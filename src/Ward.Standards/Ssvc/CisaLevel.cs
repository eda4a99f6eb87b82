namespace Ward.Standards.Ssvc;

/// <summary>When the one who coordinates acts (SSVC outcome CISA levels, 1.1.0); TrackStar is written Track*.</summary>
public enum CisaLevel { Track, TrackStar, Attend, Act }
