using Microsoft.Extensions.Time.Testing;
using Ward.Storage.Conformance.Operational;
using Ward.Trust.Authentication;
using Ward.Trust.Roles;

namespace Ward.Storage.Tests.Embedded;

/// <summary>Tokens on the store that keeps them.</summary>
public sealed class TokensTests : IAsyncLifetime
{
    private readonly SqliteFolder folder = new();
    private readonly FakeTimeProvider time = new(Facts.Noon);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Tokens Tokens => new(folder.Store.Tokens, time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => folder.DisposeAsync();

    [Fact]
    public async Task AFreshTokenIsValidWithItsRoles()
    {
        var (text, token) = await Tokens.Create(Facts.City, "cli", "kim", [Role.Approver], TimeSpan.FromDays(1), Stop);
        var valid = Assert.IsType<TokenCheck.Valid>(await Tokens.Check(text, Stop));
        Assert.Equal([Role.Approver], valid.Token.Roles);
        Assert.DoesNotContain(text.Split('_')[^1], token.Secret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherSecretIsRefused()
    {
        var (text, _) = await Tokens.Create(Facts.City, "cli", "kim", [Role.Viewer], TimeSpan.FromDays(1), Stop);
        Assert.IsType<TokenCheck.Refused>(await Tokens.Check(text[..^1] + (text[^1] == 'A' ? 'B' : 'A'), Stop));
        Assert.IsType<TokenCheck.Refused>(await Tokens.Check(text + "A", Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ward_")]
    [InlineData("ward_0123456789abcdef_")]
    [InlineData("ward_0123456789abcdef_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Bearer ward_0123456789abcdef_xyz")]
    public async Task AnythingElseIsRefused(string text) => Assert.IsType<TokenCheck.Refused>(await Tokens.Check(text, Stop));

    [Fact]
    public async Task ATokenEnds()
    {
        var (text, _) = await Tokens.Create(Facts.City, "cli", "kim", [Role.Viewer], TimeSpan.FromDays(1), Stop);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Contains("expired", Assert.IsType<TokenCheck.Refused>(await Tokens.Check(text, Stop)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARevokedTokenIsRefused()
    {
        var (text, token) = await Tokens.Create(Facts.City, "cli", "kim", [Role.Viewer], TimeSpan.FromDays(1), Stop);
        await folder.Store.Tokens.Revoke(Facts.City, token.Id, Facts.Noon, Stop);
        Assert.Contains("revoked", Assert.IsType<TokenCheck.Refused>(await Tokens.Check(text, Stop)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownRoleMakesNoToken() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Tokens.Create(Facts.City, "cli", "kim", ["root"], TimeSpan.FromDays(1), Stop));
}
