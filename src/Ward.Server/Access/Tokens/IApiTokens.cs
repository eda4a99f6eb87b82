namespace Ward.Server.Access.Tokens;

/// <summary>Bearer tokens for the command line and for senders of lines. Wired to the token store by the composition. Thread-safe.</summary>
public interface IApiTokens
{
    /// <summary>Makes a token; the secret is in the answer and nowhere else.</summary>
    /// <param name="owner">The user who made it; what it does counts as this person's doing.</param>
    /// <param name="roles">Empty for a token that may post lines and nothing else.</param>
    /// <param name="feed">The one feed to which it may post, or null for every feed that takes posts.</param>
    Task<NewToken> Create(string name, string owner, IReadOnlyList<string> roles, string? feed, DateTimeOffset expires, CancellationToken stop);

    /// <summary>The token with this secret, or null where there is none, or it is revoked or past its end. Asked on every request.</summary>
    ValueTask<TokenRow?> Check(string secret, CancellationToken stop);

    /// <summary>Newest first, revoked and expired ones included.</summary>
    Task<IReadOnlyList<TokenRow>> All(CancellationToken stop);

    /// <summary>False where there is no such token.</summary>
    Task<bool> Revoke(string id, CancellationToken stop);
}
