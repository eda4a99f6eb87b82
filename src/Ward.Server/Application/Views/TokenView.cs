namespace Ward.Server.Application.Views;

/// <param name="Roles">Empty for a token that may post lines and nothing else.</param>
/// <param name="State">active, expired or revoked.</param>
public sealed record TokenView(
    string Id, string Name, string Owner, IReadOnlyList<string> Roles, DateTimeOffset Created, DateTimeOffset Expires, string State);
