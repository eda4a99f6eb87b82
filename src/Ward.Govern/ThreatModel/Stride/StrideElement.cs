namespace Ward.Govern.ThreatModel.Stride;

/// <summary>What an element is in a data-flow diagram; each has its own threats.</summary>
public enum StrideElement { ExternalEntity, Process, Store, Flow }
