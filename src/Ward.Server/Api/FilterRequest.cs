namespace Ward.Server.Api;

/// <param name="Text">Sigma filters, one document or more; at most 64 KiB.</param>
/// <param name="Since">For a preview: how far back, such as 12h or 7d (the default).</param>
public sealed record FilterRequest(string? Text, string? Since);
