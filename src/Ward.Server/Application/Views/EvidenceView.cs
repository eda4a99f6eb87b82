namespace Ward.Server.Application.Views;

/// <param name="Line">The raw line; hostile text.</param>
public sealed record EvidenceView(string Feed, long Offset, DateTimeOffset Time, string Line);
