namespace Ward.Server.Api;

/// <param name="Lines">How many lines are now durable.</param>
public sealed record IngestReceipt(int Lines);
