using System.Text.Json.Serialization;
using Ward.Govern.Mandates;
using Ward.Prescribe;

namespace Ward.Respond.Plans;

/// <summary>A prescription on its way.</summary>
/// <param name="Mandate">Under which mandate it stands, or null.</param>
/// <param name="RequestedBy">'ward', or the person who asked for it.</param>
/// <param name="ApprovalsNeeded">0 where the mandate permits it as it is.</param>
/// <param name="Actions">One for each measure that an element carries out.</param>
/// <param name="ManualSteps">Measures that a person must carry out.</param>
/// <param name="Until">End of the lease; null before it is set.</param>
/// <param name="History">Every transition, oldest first.</param>
public sealed record Plan(
    PlanId Id,
    Prescription Prescription,
    PlanState State,
    MandateId? Mandate,
    string RequestedBy,
    int ApprovalsNeeded,
    IReadOnlyList<string> ApprovedBy,
    IReadOnlyList<LeasedAction> Actions,
    IReadOnlyList<ManualStep> ManualSteps,
    DateTimeOffset Created,
    DateTimeOffset? Until,
    IReadOnlyList<Transition> History)
{
    /// <summary>Targets that it puts in force for the first time; a renewal of what the incident already holds counts none. What blast budgets count.</summary>
    public int NewTargets { get; init; }

    /// <summary>Every mandate whose budget its targets count against; empty in plans that only <see cref="Mandate"/> speaks of.</summary>
    public IReadOnlyList<MandateId> RestsOn { get; init; } = [];

    /// <summary>When it lapses unless enough persons have approved it; null where it never waited.</summary>
    public DateTimeOffset? Lapses { get; init; }

    /// <summary>Who asked for what is being released now, and why; null where nobody did.</summary>
    public EndRequest? EndAsked { get; init; }

    /// <summary>True where the journal could not take this state yet: it stands, and is written as soon as the disk lets it. Never recorded.</summary>
    [JsonIgnore]
    public bool Unwritten { get; init; }

    /// <summary>The mandates to charge, without duplicates.</summary>
    [JsonIgnore]
    public IReadOnlyList<MandateId> Charged => RestsOn is { Count: > 0 } ? RestsOn : Mandate is { } one ? [one] : [];
}
