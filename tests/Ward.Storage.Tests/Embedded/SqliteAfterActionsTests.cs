using Ward.Learn.AfterAction;
using Ward.Storage.Conformance.Operational;

namespace Ward.Storage.Tests.Embedded;

public sealed class SqliteAfterActionsTests : AfterActionStoreKit
{
    private readonly SqliteFolder folder = new();

    protected override IAfterActionStore Store => folder.Store.AfterActions;

    protected override Task Restart() => folder.Restart();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => folder.DisposeAsync();
}
