using Ward.Govern.Audit;

namespace Ward.Server.Tests.Samples;

/// <summary>An audit trail in memory, without a real chain.</summary>
internal sealed class SampleAudit : IAuditTrail
{
    private readonly Lock gate = new();
    private readonly List<AuditRecord> records = [];

    /// <summary>While true it takes nothing.</summary>
    public bool IsFull { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (gate) return [.. records.Select(r => r.Entry)];
        }
    }

    public Task Append(AuditEntry entry, CancellationToken stop)
    {
        if (IsFull) throw new IOException("no space left on the audit trail's disk");
        lock (gate) records.Add(new AuditRecord(records.Count + 1, entry, $"{records.Count + 1:x8}c0ffee"));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditRecord>> Latest(int limit, CancellationToken stop)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<AuditRecord>>([.. records.AsEnumerable().Reverse().Take(limit)]);
    }

    public Task<long?> FirstBroken(CancellationToken stop) => Task.FromResult<long?>(null);
}
