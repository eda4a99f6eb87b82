using Ward.Storage.Conformance.Operational;
using Ward.Trust.Authentication;

namespace Ward.Storage.Tests.Embedded;

public sealed class SqliteTokensTests : TokenStoreKit
{
    private readonly SqliteFolder folder = new();

    protected override ITokenStore Tokens => folder.Store.Tokens;

    protected override Task Restart() => folder.Restart();

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => folder.DisposeAsync();
}
