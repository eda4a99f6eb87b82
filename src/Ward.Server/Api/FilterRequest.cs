namespace Ward.Server.Api;

/// <param name="Text">Sigma filters, one document or more; at most 64 KiB.</param>
/// <param name="Since">For a preview: how far back, such as 12h or 7d (the default).</param>
/// <param name="Wide">True where a filter that names no rule or detector, and so keeps quiet whatever fits its condition, is meant; only asked for where it is kept.</param>
public sealed record FilterRequest(string? Text, string? Since, bool? Wide = null);
