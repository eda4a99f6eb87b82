namespace Ward.Server.Application.Views;

/// <param name="Roles">Empty for a token that may post lines and nothing else.</param>
/// <param name="Feed">The one feed to which it may post, or null.</param>
/// <param name="State">active, expired or revoked.</param>
public sealed record TokenView(
    string Id, string Name, string Owner, IReadOnlyList<string> Roles, string? Feed, DateTimeOffset Created, DateTimeOffset Expires, string State);
