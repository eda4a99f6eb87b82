namespace Ward.Govern.ThreatModel.Stride;

/// <summary>What became of a threat: nothing known stands against it, something does, or the model does not say.</summary>
public enum StrideState { Open, Guarded, Unknown }
