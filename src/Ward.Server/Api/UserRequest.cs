namespace Ward.Server.Api;

/// <summary>What to change of an account; what is left out stays.</summary>
public sealed record UserRequest(IReadOnlyList<string>? Roles, bool? Disabled);
