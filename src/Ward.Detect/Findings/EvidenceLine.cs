using Ward.Ingest;

namespace Ward.Detect.Findings;

/// <param name="Line">The raw line, invalid UTF-8 replaced, control characters kept; hostile text.</param>
public sealed record EvidenceLine(FeedId Feed, long Offset, DateTimeOffset Time, string Line);
