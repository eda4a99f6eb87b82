using Ward.Respond.Plans;
using Ward.Storage.Conformance.Operational;

namespace Ward.Storage.Tests.Embedded;

public sealed class SqlitePlanJournalTests : PlanJournalKit
{
    private readonly SqliteFolder folder = new();

    protected override IPlanJournal Journal => folder.Store.Plans;

    protected override Task Restart() => folder.Restart();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => folder.DisposeAsync();
}
