using Dapper;
using Ward.City;
using Ward.Storage.Operational;
using Ward.Trust.Authentication;

namespace Ward.Storage.Embedded;

/// <summary>API tokens; of the secret only its hash.</summary>
public sealed class SqliteTokens : ITokenStore
{
    private const string Columns = "city_id AS City, token_id AS Id, secret AS Secret, name AS Name, owner AS Owner, roles AS Roles, created_at AS Created, expires_at AS Expires, revoked_at AS Revoked, feed AS Feed";
    private readonly SqliteStore store;

    internal SqliteTokens(SqliteStore store) => this.store = store;

    public Task Add(ApiToken token, CancellationToken stop) => store.Write(
        (c, t) =>
        {
            c.Execute(
                "INSERT INTO tokens (city_id, token_id, secret, name, owner, roles, created_at, expires_at, revoked_at, feed) VALUES (@city, @id, @secret, @name, @owner, @roles, @created, @expires, @revoked, @feed)",
                new
                {
                    city = token.City.Value, id = token.Id, secret = token.Secret, name = token.Name, owner = token.Owner, roles = RecordJson.Write(token.Roles),
                    created = token.Created.UtcTicks, expires = token.Expires.UtcTicks, revoked = token.Revoked?.UtcTicks, feed = token.Feed,
                },
                t);
        }, stop);

    public Task<ApiToken?> Find(string id, CancellationToken stop) => store.Read(
        c => c.QueryFirstOrDefault<Row>($"SELECT {Columns} FROM tokens WHERE token_id = @id", new { id })?.Token(), stop);

    public Task<IReadOnlyList<ApiToken>> List(CityId city, CancellationToken stop) => store.Read<IReadOnlyList<ApiToken>>(
        c => [.. c.Query<Row>($"SELECT {Columns} FROM tokens WHERE city_id = @city ORDER BY created_at DESC, token_id", new { city = city.Value }).Select(r => r.Token())], stop);

    public Task<bool> Revoke(CityId city, string id, DateTimeOffset at, CancellationToken stop) => store.Write(
        (c, t) => c.Execute("UPDATE tokens SET revoked_at = COALESCE(revoked_at, @at) WHERE city_id = @city AND token_id = @id", new { city = city.Value, id, at = at.UtcTicks }, t) > 0, stop);

    private sealed class Row
    {
        public string City { get; init; } = "";

        public string Id { get; init; } = "";

        public string Secret { get; init; } = "";

        public string Name { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Roles { get; init; } = "[]";

        public long Created { get; init; }

        public long Expires { get; init; }

        public long? Revoked { get; init; }

        public string? Feed { get; init; }

        public ApiToken Token() => new(
            new CityId(City), Id, Secret, Name, Owner, RecordJson.Read<string[]>(Roles),
            new DateTimeOffset(Created, TimeSpan.Zero), new DateTimeOffset(Expires, TimeSpan.Zero), Revoked is { } r ? new DateTimeOffset(r, TimeSpan.Zero) : null) { Feed = Feed };
    }
}
