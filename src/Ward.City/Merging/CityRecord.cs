namespace Ward.City.Merging;

/// <summary>What one source says of one thing: fields by their name in the city file, each with one value or several.</summary>
/// <param name="Key">The source's own name of it, unique for its part within the source.</param>
public sealed record CityRecord(CityPart Part, string Key, Provenance From, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    /// <summary>The first value of a field, or null.</summary>
    public string? this[string field] => Fields.TryGetValue(field, out var values) && values.Count > 0 ? values[0] : null;

    public IReadOnlyList<string> All(string field) => Fields.GetValueOrDefault(field) ?? [];
}
