using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ward.City;
using Ward.Trust.Roles;

namespace Ward.Trust.Authentication;

/// <summary>Makes and checks API tokens: 'ward_' id '_' secret, 256 random bits in base64url. Thread-safe.</summary>
public sealed class Tokens(ITokenStore store, TimeProvider time)
{
    /// <summary>Begins the owner of a token that was made on the machine itself, by whoever owns the state folder: no account stands behind it. No user name has a colon.</summary>
    public const string LocalOwner = "local:";

    private const string Prefix = "ward_";
    private const int IdLength = 16;

    /// <inheritdoc cref="Create(CityId, string, string, IReadOnlyList{string}, TimeSpan, string, CancellationToken)"/>
    public Task<(string Text, ApiToken Token)> Create(CityId city, string name, string owner, IReadOnlyList<string> roles, TimeSpan lifetime, CancellationToken stop) =>
        Create(city, name, owner, roles, lifetime, null, stop);

    /// <summary>The text is shown once; only its hash is kept.</summary>
    /// <param name="roles">Of <see cref="Role.All"/>; none for a token that may post lines and nothing else.</param>
    /// <param name="feed">The one feed to which it may post; then it has no roles.</param>
    /// <exception cref="ArgumentException">An unknown role, no name, no owner, no lifetime, or roles on a token bound to a feed.</exception>
    public async Task<(string Text, ApiToken Token)> Create(CityId city, string name, string owner, IReadOnlyList<string> roles, TimeSpan lifetime, string? feed, CancellationToken stop)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        if (roles.Except(Role.All, StringComparer.Ordinal).Any()) throw new ArgumentException("roles must be of: " + string.Join(", ", Role.All), nameof(roles));
        if (feed is not null && roles.Count > 0) throw new ArgumentException("a token bound to a feed has no roles", nameof(feed));
        if (lifetime <= TimeSpan.Zero) throw new ArgumentException("a token needs a lifetime", nameof(lifetime));

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var token = new ApiToken(city, id, Hash(secret), name, owner, [.. roles], now, now + lifetime, null) { Feed = feed };
        await store.Add(token, stop).ConfigureAwait(false);
        return ($"{Prefix}{id}_{secret}", token);
    }

    /// <summary>Any text may come; it takes the same way whether the id or the secret is wrong.</summary>
    public async Task<TokenCheck> Check(string text, CancellationToken stop)
    {
        if (text.Length is < 24 or > 200 || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_')
            return new TokenCheck.Refused("not a token");
        var token = await store.Find(text.Substring(Prefix.Length, IdLength), stop).ConfigureAwait(false);
        var shown = Encoding.ASCII.GetBytes(Hash(text[(Prefix.Length + IdLength + 1)..]));
        var same = CryptographicOperations.FixedTimeEquals(shown, Encoding.ASCII.GetBytes(token?.Secret ?? new string('0', 64)));
        if (token is null || !same) return new TokenCheck.Refused("unknown token");
        if (token.Revoked is not null) return new TokenCheck.Refused("the token was revoked");
        return token.Expires <= time.GetUtcNow() ? new TokenCheck.Refused("the token has expired") : new TokenCheck.Valid(token);
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
