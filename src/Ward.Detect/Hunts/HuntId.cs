namespace Ward.Detect.Hunts;

/// <summary>Names one hunt; lower-case letters, digits and hyphens.</summary>
public readonly record struct HuntId(string Value) { public override string ToString() => Value; }
