namespace Ward.Ingest.Search;

/// <summary>What the event store holds, as of now.</summary>
/// <param name="Events">All that are searchable.</param>
/// <param name="RawBytes">The lines of them as they came.</param>
/// <param name="StoredBytes">On disk.</param>
/// <param name="Segments">Pieces on disk.</param>
/// <param name="Recent">Events that are not yet on disk; the journal has them.</param>
/// <param name="From">Time of the oldest event, or null where there is none.</param>
/// <param name="Trouble">What is wrong now, or null.</param>
public sealed record StoreStatus(long Events, long RawBytes, long StoredBytes, int Segments, long Recent, DateTimeOffset? From, string? Trouble)
{
    /// <summary>Since when, UTC; null where there is no trouble.</summary>
    public DateTimeOffset? TroubleSince { get; init; }

    /// <summary>Searches, replays and exports under way.</summary>
    public int Reading { get; init; }
}
