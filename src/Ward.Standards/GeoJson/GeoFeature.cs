namespace Ward.Standards.GeoJson;

/// <summary>A feature with a place.</summary>
/// <param name="Number">0-based, within its collection.</param>
/// <param name="Id">Text or number of the member id, or null.</param>
/// <param name="Properties">Those that are texts, numbers or true and false, as text.</param>
/// <param name="Latitude">Degrees of WGS 84; of lines and areas a point within their bounds.</param>
/// <param name="Longitude">The same.</param>
public sealed record GeoFeature(int Number, string? Id, IReadOnlyDictionary<string, string> Properties, double Latitude, double Longitude);
