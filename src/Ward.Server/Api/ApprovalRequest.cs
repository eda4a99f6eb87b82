namespace Ward.Server.Api;

/// <param name="Hash">The hash of the plan as it was shown.</param>
public sealed record ApprovalRequest(string? Hash);
