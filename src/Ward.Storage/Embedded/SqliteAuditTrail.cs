using Dapper;
using Ward.City;
using Ward.Govern.Audit;

namespace Ward.Storage.Embedded;

/// <summary>The audit trail, one chain a store. Its head stands apart, so that cutting the end off shows too.</summary>
public sealed class SqliteAuditTrail : IAuditTrail
{
    private const string Columns = "sequence AS Sequence, city_id AS City, at AS At, actor AS Actor, act AS Act, subject AS Subject, detail AS Detail, hash AS Hash";
    private readonly SqliteStore store;

    internal SqliteAuditTrail(SqliteStore store) => this.store = store;

    public Task Append(AuditEntry entry, CancellationToken stop)
    {
        var kept = AuditChain.Keepable(entry);
        return store.Write((c, t) =>
        {
            var head = c.QueryFirstOrDefault<(long Sequence, string Hash)?>("SELECT sequence, hash FROM audit_head WHERE one = 1", transaction: t) ?? (0, AuditChain.Start);
            var sequence = head.Sequence + 1;
            var row = new
            {
                sequence, city = kept.City.Value, at = kept.At.UtcTicks, actor = kept.Actor, act = kept.Act, subject = kept.Subject, detail = kept.Detail,
                hash = AuditChain.Hash(head.Hash, sequence, kept),
            };
            c.Execute("INSERT INTO audit (sequence, city_id, at, actor, act, subject, detail, hash) VALUES (@sequence, @city, @at, @actor, @act, @subject, @detail, @hash)", row, t);
            c.Execute("INSERT INTO audit_head (one, sequence, hash) VALUES (1, @sequence, @hash) ON CONFLICT (one) DO UPDATE SET sequence = @sequence, hash = @hash", row, t);
        }, stop);
    }

    public Task<IReadOnlyList<AuditRecord>> Latest(int limit, CancellationToken stop) => store.Read<IReadOnlyList<AuditRecord>>(
        c => [.. c.Query<Row>($"SELECT {Columns} FROM audit ORDER BY sequence DESC LIMIT @limit", new { limit }).Select(r => r.Record())], stop);

    public Task<long?> FirstBroken(CancellationToken stop) => store.Read<long?>(
        c =>
        {
            using var moment = c.BeginTransaction(deferred: true);
            var head = c.QueryFirstOrDefault<(long Sequence, string Hash)?>("SELECT sequence, hash FROM audit_head WHERE one = 1", transaction: moment) ?? (0, AuditChain.Start);
            var (expected, former) = (1L, AuditChain.Start);
            foreach (var row in c.Query<Row>($"SELECT {Columns} FROM audit ORDER BY sequence", transaction: moment, buffered: false))
            {
                stop.ThrowIfCancellationRequested();
                var record = row.Record();
                if (record.Sequence != expected || record.Hash != AuditChain.Hash(former, expected, record.Entry)) return expected;
                (expected, former) = (expected + 1, record.Hash);
            }

            return head.Sequence == expected - 1 && head.Hash == former ? null : expected;
        }, stop);

    private sealed record Row(long Sequence, string City, long At, string Actor, string Act, string Subject, string Detail, string Hash)
    {
        public AuditRecord Record() => new(Sequence, new AuditEntry(new CityId(City), new DateTimeOffset(At, TimeSpan.Zero), Actor, Act, Subject, Detail), Hash);
    }
}
