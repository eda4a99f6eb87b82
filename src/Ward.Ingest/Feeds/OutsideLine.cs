namespace Ward.Ingest.Feeds;

/// <summary>One line from an outside client.</summary>
/// <param name="Source">The part of the feed that it came from, such as a partition; without a slash.</param>
/// <param name="Position">Where that source stands after it; without a slash.</param>
public readonly record struct OutsideLine(ReadOnlyMemory<byte> Line, string Source, string Position);
