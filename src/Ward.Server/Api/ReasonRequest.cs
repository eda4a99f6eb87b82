namespace Ward.Server.Api;

/// <param name="Reason">1 to 500 characters; it is kept in the journal.</param>
public sealed record ReasonRequest(string? Reason);
