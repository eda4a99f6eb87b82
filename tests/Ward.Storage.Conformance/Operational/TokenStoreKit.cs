using Ward.City;
using Ward.Trust.Authentication;

namespace Ward.Storage.Conformance.Operational;

/// <summary>What every token store keeps to.</summary>
public abstract class TokenStoreKit : IAsyncLifetime
{
    protected abstract ITokenStore Tokens { get; }

    protected abstract Task Restart();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ApiToken Token(string id) => new(Facts.City, id, "hash", "cli", "kim", ["viewer", "approver"], Facts.Noon, Facts.Noon.AddDays(1), null);

    [Fact]
    public async Task ATokenComesBackAfterARestart()
    {
        await Tokens.Add(Token("t1"), Stop);
        await Restart();
        var back = (await Tokens.Find("t1", Stop))!;
        Assert.Equal(Token("t1") with { Roles = back.Roles }, back);
        Assert.Equal(["viewer", "approver"], back.Roles);
        Assert.Null(await Tokens.Find("t2", Stop));
    }

    [Fact]
    public async Task ARevokedTokenKeepsItsFirstMomentAndIsOfItsCity()
    {
        await Tokens.Add(Token("t1"), Stop);
        Assert.False(await Tokens.Revoke(new CityId("other"), "t1", Facts.Noon, Stop));
        Assert.True(await Tokens.Revoke(Facts.City, "t1", Facts.Noon, Stop));
        Assert.True(await Tokens.Revoke(Facts.City, "t1", Facts.Noon.AddHours(1), Stop));
        Assert.Equal(Facts.Noon, Assert.Single(await Tokens.List(Facts.City, Stop)).Revoked);
    }
}
