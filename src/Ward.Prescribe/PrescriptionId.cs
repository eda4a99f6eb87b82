namespace Ward.Prescribe;

/// <summary>Derived from incident, revision and content: a replay gives the same id.</summary>
public readonly record struct PrescriptionId(string Value) { public override string ToString() => Value; }
