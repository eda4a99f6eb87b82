namespace Ward.Respond.Plans;

/// <summary>Equal to the id of the prescription that it carries out.</summary>
public readonly record struct PlanId(string Value) { public override string ToString() => Value; }
