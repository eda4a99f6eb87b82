using Ward.Govern.Audit;
using Ward.Storage.Conformance.Operational;

namespace Ward.Storage.Tests.Embedded;

public sealed class SqliteAuditTrailTests : AuditTrailKit
{
    private readonly SqliteFolder folder = new();

    protected override IAuditTrail Trail => folder.Store.Audit;

    protected override Task Restart() => folder.Restart();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => folder.DisposeAsync();

    protected override Task Tamper(long sequence, string detail)
    {
        folder.Execute("UPDATE audit SET detail = @detail WHERE sequence = @sequence", new { sequence, detail });
        return Task.CompletedTask;
    }

    protected override Task Remove(long sequence)
    {
        folder.Execute("DELETE FROM audit WHERE sequence = @sequence", new { sequence });
        return Task.CompletedTask;
    }
}
