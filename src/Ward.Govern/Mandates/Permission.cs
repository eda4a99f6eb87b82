namespace Ward.Govern.Mandates;

/// <summary>What the mandates say of a plan.</summary>
public abstract record Permission(string Reason)
{
    /// <summary>Every mandate that a change of the plan rests on, without duplicates; what the plan puts in force counts against each. Empty where none does.</summary>
    public IReadOnlyList<MandateId> RestsOn { get; init; } = [];

    /// <summary>Carry out now.</summary>
    public sealed record Permitted(MandateId Mandate, TimeSpan Lease, string Reason) : Permission(Reason);

    /// <summary>Wait for <paramref name="Approvers"/> different persons.</summary>
    public sealed record NeedsApproval(MandateId Mandate, TimeSpan Lease, int Approvers, string Reason) : Permission(Reason);

    /// <summary>Show it, offer nothing to approve.</summary>
    public sealed record Advised(MandateId Mandate, string Reason) : Permission(Reason);

    /// <summary>Record as a shadow outcome only.</summary>
    public sealed record Observed(MandateId? Mandate, string Reason) : Permission(Reason);

    /// <summary>Never: protected set, operations zone, or no evidence that cannot be forged.</summary>
    public sealed record Refused(string Reason) : Permission(Reason);
}
