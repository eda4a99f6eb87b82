namespace Ward.Server.Api;

/// <param name="Kind">truePositive, falsePositive or benign.</param>
/// <param name="Note">At most 1000 characters; may be left out.</param>
public sealed record JudgementRequest(string? Kind, string? Note);
