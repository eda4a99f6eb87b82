namespace Ward.Server.Api;

/// <param name="Roles">At least one of viewer, analyst, approver, administrator, auditor.</param>
public sealed record InviteRequest(string? Name, IReadOnlyList<string>? Roles);
