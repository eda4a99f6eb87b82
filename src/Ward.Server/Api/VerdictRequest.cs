namespace Ward.Server.Api;

/// <param name="Id">Of a risk of the register.</param>
/// <param name="Status">accepted, in-progress, false-positive, in-discussion or unchecked.</param>
/// <param name="Reason">At most 500 characters; needed for accepted and false-positive.</param>
/// <param name="Owner">Who answers for it; needed for in-progress.</param>
/// <param name="Until">The last day of an acceptance, or the day by which work is due; needed for these two, within 366 days.</param>
/// <param name="Seen">The seen of the risk as it was read: where it is another by now, nothing is decided. Needed for accepted and false-positive.</param>
public sealed record VerdictRequest(string? Id, string? Status, string? Reason, string? Owner, DateOnly? Until, string? Ticket, string? Seen = null);
