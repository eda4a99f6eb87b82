namespace Ward.Standards.Ngsi;

/// <summary>An entity of a context broker with what its attributes say now.</summary>
/// <param name="Id">A URI such as <c>urn:ngsi-ld:Device:7</c>, or a name (NGSI v2).</param>
/// <param name="Type">The short name: <c>Device</c>, also where it was written as a URI; of several the first.</param>
/// <param name="Attributes">Texts of each attribute by its short name: values, objects of relationships, items of lists. What is an object itself is not in it.</param>
/// <param name="Latitude">Degrees of WGS 84 of its location, or null; of lines and areas a point within their bounds.</param>
public sealed record NgsiEntity(string Id, string Type, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, double? Latitude, double? Longitude)
{
    /// <summary>The first text of the first of these attributes that has one.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Attributes.TryGetValue(name, out var values) && values.FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) is { } text) return text;
        return null;
    }

    public IReadOnlyList<string> All(string name) => Attributes.GetValueOrDefault(name) ?? [];
}
