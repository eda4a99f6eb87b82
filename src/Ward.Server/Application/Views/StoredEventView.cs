namespace Ward.Server.Application.Views;

/// <param name="Raw">The line as it came; bytes that are no text are shown as U+FFFD.</param>
public sealed record StoredEventView(
    long Offset, DateTimeOffset Time, DateTimeOffset Received, string Class, int ClassUid, int Activity, string Status, string Feed, string? Asset, string Decoder,
    string Assurance, bool SourceProven, IReadOnlyDictionary<string, string> Fields, string Raw);
