namespace Ward.Ingest;

/// <summary>How far the event store is behind the journal, and what hinders it. As of the moment of asking.</summary>
/// <param name="StoredThrough">Everything before this journal offset is searchable.</param>
/// <param name="JournalEnd">Where the journal ends. An offset is a position, not a count.</param>
/// <param name="EventsBehind">About how many arrivals wait between the two, by the mean size of those carried so far; null before any was.</param>
/// <param name="Behind">How long ago the oldest arrival that is not searchable yet was received; zero where nothing waits; null where that is not known (nothing was read yet).</param>
/// <param name="Trouble">Why events do not reach the store or the disk at the moment, or null.</param>
/// <param name="TroubleSince">Since when, UTC; null where there is no trouble.</param>
public sealed record StoreWriterStatus(long StoredThrough, long JournalEnd, long? EventsBehind, TimeSpan? Behind, string? Trouble, DateTimeOffset? TroubleSince);
