namespace Ward.Govern.ThreatModel;

/// <summary>How probable it is that data are lost when the risk comes true.</summary>
public enum BreachProbability { Improbable, Possible, Probable }
