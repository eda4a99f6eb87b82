namespace Ward.Server.Application;

/// <summary>What to show of the journal.</summary>
/// <param name="Kind">plan, audit or null for both.</param>
/// <param name="Text">Only rows whose actor, act, subject or words contain it, case ignored; null for all.</param>
/// <param name="Verify">True to recompute the audit trail's hash chain.</param>
public sealed record JournalQuery(string? Kind, string? Text, int Limit, bool Verify);
