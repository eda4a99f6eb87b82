namespace Ward.Govern.Audit;

/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="Hash">SHA-256, lower-case hex, over the previous record's hash and this entry's canonical text.</param>
public sealed record AuditRecord(long Sequence, AuditEntry Entry, string Hash);
