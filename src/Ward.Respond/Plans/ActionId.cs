namespace Ward.Respond.Plans;

/// <summary>Plan and ordinal; the OpenC2 command_id, so the idempotency key at the agent.</summary>
public readonly record struct ActionId(string Value) { public override string ToString() => Value; }
