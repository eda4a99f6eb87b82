using Ward.City;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Search;

/// <summary>An event out of the store.</summary>
/// <param name="Offset">In the journal; unique.</param>
/// <param name="Time">To the microsecond.</param>
/// <param name="Fields">By OCSF path, or by the source's own name where it is unmapped; each once.</param>
/// <param name="Raw">The line as it came.</param>
public sealed record FoundEvent(
    CityId City,
    long Offset,
    DateTimeOffset Time,
    DateTimeOffset Received,
    EventClass Class,
    int Activity,
    int StatusId,
    FeedId Feed,
    AssetId? Asset,
    string Decoder,
    Assurance Assurance,
    bool SourceProven,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    ReadOnlyMemory<byte> Raw)
{
    /// <summary>The field's value by path or own name, or null.</summary>
    public string? this[string name] => Fields.FirstOrDefault(f => f.Key == name).Value;

    /// <summary>The arrival that it was, but for sender and file position, which the store does not keep.</summary>
    /// <param name="cut">Whether only the line's beginning was kept.</param>
    public Arrival ToArrival(bool cut) => new(City, Feed, Offset, Received, Assurance, null, null, Raw, cut);
}
