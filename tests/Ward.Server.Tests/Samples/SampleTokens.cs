using System.Security.Cryptography;
using Ward.Server.Access.Tokens;

namespace Ward.Server.Tests.Samples;

/// <summary>Tokens in memory.</summary>
internal sealed class SampleTokens(TimeProvider time) : IApiTokens
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TokenRow> bySecret = [];

    public Task<NewToken> Create(string name, string owner, IReadOnlyList<string> roles, string? feed, DateTimeOffset expires, CancellationToken stop)
    {
        lock (gate)
        {
            var secret = $"ward_{RandomNumberGenerator.GetHexString(40, lowercase: true)}";
            var row = new TokenRow($"t{bySecret.Count + 1}", name, owner, roles, feed, time.GetUtcNow(), expires, null);
            bySecret[secret] = row;
            return Task.FromResult(new NewToken(row, secret));
        }
    }

    public ValueTask<TokenRow?> Check(string secret, CancellationToken stop)
    {
        lock (gate) return ValueTask.FromResult(bySecret.GetValueOrDefault(secret) is { Revoked: null } row && row.Expires > time.GetUtcNow() ? row : null);
    }

    public Task<IReadOnlyList<TokenRow>> All(CancellationToken stop)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<TokenRow>>([.. bySecret.Values.Reverse()]);
    }

    public Task<bool> Revoke(string id, CancellationToken stop)
    {
        lock (gate)
        {
            if (bySecret.FirstOrDefault(t => t.Value.Id == id) is not { Key: { } secret }) return Task.FromResult(false);
            bySecret[secret] = bySecret[secret] with { Revoked = time.GetUtcNow() };
            return Task.FromResult(true);
        }
    }
}
