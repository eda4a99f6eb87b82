namespace Ward.Server.Application.Views;

/// <summary>A prescription on its way.</summary>
/// <param name="Hash">What an approval must name.</param>
/// <param name="State">shadowed, advised, refused, proposed, superseded, lapsed, rejected, approved, leased, applied, verified, expired, rolledBack or failed.</param>
/// <param name="StateWords">The same for a person.</param>
/// <param name="Waiting">True where it waits for approval.</param>
/// <param name="InForce">True where something of it may be in force.</param>
/// <param name="Reason">Why it stands where it stands: the words of its last transition.</param>
/// <param name="Until">When its leases end, or null before they are set.</param>
/// <param name="Lapses">While it waits: when it lapses without enough approvals. Null otherwise.</param>
public sealed record PlanView(
    string Id, string Incident, int Revision, string Hash, string Line, string State, string StateWords, bool Waiting, bool InForce, string Reason,
    string? Mandate, string RequestedBy, int ApprovalsNeeded, IReadOnlyList<string> ApprovedBy, CostView Cost,
    IReadOnlyList<ActionView> Actions, IReadOnlyList<ManualStepView> ManualSteps,
    DateTimeOffset Created, DateTimeOffset? Until, DateTimeOffset? Lapses, IReadOnlyList<TransitionView> History)
{
    /// <summary>True where this state is not in the journal yet, since the disk refused: it stands, and is written as soon as the disk lets it.</summary>
    public bool Unwritten { get; init; }
}
