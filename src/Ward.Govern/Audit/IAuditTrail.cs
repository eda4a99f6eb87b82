namespace Ward.Govern.Audit;

/// <summary>Append-only, hash-chained record of who did what and why. Implemented by storage.</summary>
public interface IAuditTrail
{
    /// <summary>Durable when the task completes.</summary>
    Task Append(AuditEntry entry, CancellationToken stop);

    /// <summary>Newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<AuditRecord>> Latest(int limit, CancellationToken stop);

    /// <summary>Recomputes the whole chain; null where it holds, else the sequence number of the first record that does not.</summary>
    Task<long?> FirstBroken(CancellationToken stop);
}
