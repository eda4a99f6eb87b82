namespace Ward.Govern.Mandates;

public readonly record struct MandateId(string Value) { public override string ToString() => Value; }
