namespace Ward.Server.Api;

/// <param name="Lines">How many lines or records are now durable.</param>
/// <param name="Refused">Of a body of documents, how many records are not: longer than a line may be, or in a broken place of an event file.</param>
/// <param name="Reason">Why the first of those is not; null where all are.</param>
public sealed record IngestReceipt(int Lines, int Refused, string? Reason);
