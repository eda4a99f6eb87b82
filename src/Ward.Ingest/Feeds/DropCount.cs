namespace Ward.Ingest.Feeds;

/// <summary>How much was not kept by one policy since the start.</summary>
public sealed record DropCount(DropReason Reason, long Count);
