namespace Ward.Server.Access.Tokens;

/// <summary>A token as it is listed: everything but the secret.</summary>
/// <param name="Roles">Empty for a token that may post lines and nothing else.</param>
/// <param name="Feed">The one feed to which it may post, or null.</param>
public sealed record TokenRow(
    string Id, string Name, string Owner, IReadOnlyList<string> Roles, string? Feed, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? Revoked);
