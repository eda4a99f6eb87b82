namespace Ward.Govern.ThreatModel;

/// <summary>How likely it is that somebody exploits a risk; the values are weights.</summary>
public enum Likelihood { Unlikely = 1, Likely = 2, VeryLikely = 3, Frequent = 4 }
