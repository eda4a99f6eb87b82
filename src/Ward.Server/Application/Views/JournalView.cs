namespace Ward.Server.Application.Views;

/// <summary>Transitions of plans and the audit trail, newest first.</summary>
/// <param name="AuditShown">False where the caller may not read the audit trail, so that only transitions are here.</param>
/// <param name="ChainHolds">Whether the audit trail's hash chain holds; null where it was not asked for.</param>
/// <param name="FirstBroken">Sequence number of the first audit record that does not hold, or null.</param>
public sealed record JournalView(IReadOnlyList<JournalRow> Rows, bool AuditShown, bool? ChainHolds, long? FirstBroken);
