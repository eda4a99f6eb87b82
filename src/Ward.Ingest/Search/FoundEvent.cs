using Ward.City;

namespace Ward.Ingest.Search;

/// <summary>An event out of the store.</summary>
/// <param name="Offset">In the journal; unique.</param>
/// <param name="Time">To the microsecond.</param>
/// <param name="Fields">By OCSF path, or by the source's own name where it is unmapped; each once.</param>
/// <param name="Raw">The line as it came.</param>
/// <param name="LogSource">Null where the store does not know it: of a piece of history that was written before it was kept.</param>
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
    ReadOnlyMemory<byte> Raw,
    LogSource? LogSource)
{
    /// <summary>The field's value by path or own name, or null.</summary>
    public string? this[string name] => Fields.FirstOrDefault(f => f.Key == name).Value;
}
