namespace Ward.Server.Access.Tokens;

/// <summary>A token as it is listed: everything but the secret.</summary>
/// <param name="Roles">Empty for a token that may post lines and nothing else.</param>
public sealed record TokenRow(
    string Id, string Name, string Owner, IReadOnlyList<string> Roles, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? Revoked);
