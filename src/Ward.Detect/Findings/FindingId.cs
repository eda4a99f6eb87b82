namespace Ward.Detect.Findings;

/// <summary>Derived from detector, partition and the offset that completed it: a replay gives the same id.</summary>
public readonly record struct FindingId(string Value) { public override string ToString() => Value; }
