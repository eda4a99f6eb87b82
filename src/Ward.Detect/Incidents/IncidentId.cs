namespace Ward.Detect.Incidents;

/// <summary>Derived from the first finding: a replay gives the same id.</summary>
public readonly record struct IncidentId(string Value) { public override string ToString() => Value; }
