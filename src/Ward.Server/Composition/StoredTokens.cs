using Ward.City;
using Ward.Server.Access.Tokens;
using Ward.Trust.Authentication;

namespace Ward.Server.Composition;

/// <summary>The API tokens of one city, kept in the operational store.</summary>
internal sealed class StoredTokens(CityId city, Tokens tokens, ITokenStore store, TimeProvider time) : IApiTokens
{
    public async Task<NewToken> Create(string name, string owner, IReadOnlyList<string> roles, string? feed, DateTimeOffset expires, CancellationToken stop)
    {
        var (text, token) = await tokens.Create(city, name, owner, roles, expires - time.GetUtcNow(), feed, stop);
        return new NewToken(Row(token), text);
    }

    public async ValueTask<TokenRow?> Check(string secret, CancellationToken stop) =>
        await tokens.Check(secret, stop) is TokenCheck.Valid valid && valid.Token.City == city ? Row(valid.Token) : null;

    public async Task<IReadOnlyList<TokenRow>> All(CancellationToken stop) => [.. (await store.List(city, stop)).Select(Row)];

    public Task<bool> Revoke(string id, CancellationToken stop) => store.Revoke(city, id, time.GetUtcNow(), stop);

    private static TokenRow Row(ApiToken token) => new(token.Id, token.Name, token.Owner, token.Roles, token.Feed, token.Created, token.Expires, token.Revoked);
}
