using System.Text.Json;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.GeoJson;

/// <summary>Reads GeoJSON (RFC 7946): a feature or a collection of them. A feature without a place is reported and left out; one whose geometry is null is passed over, as the standard allows it.</summary>
public static class GeoJsonReader
{
    private const int MostProperties = 200;

    /// <param name="unlocated">How many features have no geometry.</param>
    /// <returns>Null, with the problem added, where the text is none of these.</returns>
    public static IReadOnlyList<GeoFeature>? Read(ReadOnlyMemory<byte> bytes, ProblemList problems, out int unlocated)
    {
        var without = 0;
        var features = JsonText.Read<List<GeoFeature>>(bytes, problems, root =>
        {
            // What RFC 7946 took out of the older format: other reference systems. Coordinates of those would put everything elsewhere.
            if (!root["crs"].IsAbsent && root["crs"]["properties"]["name"].Peek is { } system && !IsWgs84(system)) root["crs"].Wrong("coordinates in WGS 84 (RFC 7946, section 4)");
            if (root.Problems.Count > 0) return null;
            switch (root["type"].Peek)
            {
                case "Feature": return [.. new[] { Feature(root, 0, ref without) }.OfType<GeoFeature>()];
                case "FeatureCollection":
                    var found = new List<GeoFeature>();
                    var number = 0;
                    foreach (var item in root["features"].Items("a list of features"))
                        if (Feature(item, number++, ref without) is { } feature) found.Add(feature);
                    return found;
                default:
                    root["type"].Wrong("Feature or FeatureCollection");
                    return null;
            }
        });
        unlocated = without;
        return features;
    }

    private static GeoFeature? Feature(JsonField item, int number, ref int without)
    {
        if (!item.IsObject("a feature")) return null;
        if (item["geometry"].Value is not { } geometry)
        {
            without++;
            return null;
        }

        if (GeometryReader.Point(geometry) is not { } point)
        {
            item["geometry"].Wrong("a geometry with longitudes from -180 to 180 and latitudes from -90 to 90");
            return null;
        }

        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (item["properties"].Value is { ValueKind: JsonValueKind.Object } told)
            foreach (var property in told.EnumerateObject().Take(MostProperties))
                if (JsonFields.TryName(property, out var name) && Text(property.Value) is { } text) properties.TryAdd(name, text);
        return new GeoFeature(number, item["id"].Value is { } id ? Text(id) : null, properties, point.Latitude, point.Longitude);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonFields.TryText(value, out var text) ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static bool IsWgs84(string system) => system.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase) || system.EndsWith(":4326", StringComparison.Ordinal);
}
