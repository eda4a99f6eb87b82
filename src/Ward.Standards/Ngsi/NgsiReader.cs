using System.Text.Json;
using Ward.Standards.GeoJson;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Ngsi;

/// <summary>
/// Reads entities of NGSI-LD (ETSI GS CIM 009: normalized, concise, simplified) and NGSI v2 (normalized, keyValues): one, or a list. An entity that is wrong is
/// reported and left out.
/// </summary>
public static class NgsiReader
{
    private const int MostAttributes = 1_000;

    /// <returns>Null, with the problem added, where the text is no entity and no list.</returns>
    public static IReadOnlyList<NgsiEntity>? Read(ReadOnlyMemory<byte> bytes, ProblemList problems)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, new JsonDocumentOptions { MaxDepth = JsonItems.Deepest });
            var root = new JsonField(document.RootElement, "$", problems);
            if (root.Value is { ValueKind: JsonValueKind.Array }) return [.. root.Items().Select(Entity).OfType<NgsiEntity>()];
            if (!root.IsObject("an entity, or a list of entities")) return null;
            return Entity(root) is { } one ? [one] : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            problems.Add((int)Math.Clamp(((fault as JsonException)?.LineNumber ?? -1) + 1, 0, int.MaxValue), "", "well-formed JSON", Printable.Of(fault.Message));
            return null;
        }
    }

    private static NgsiEntity? Entity(JsonField field)
    {
        if (!field.IsObject("an entity")) return null;
        var json = field.Value!.Value;
        var id = field["@id"].IsAbsent ? field["id"] : field["@id"];
        var type = field["@type"].IsAbsent ? field["type"] : field["@type"];
        var named = type.Value is { ValueKind: JsonValueKind.Array } several && several.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first ? type with { Value = first } : type;
        if (id.Text("the entity's id") is not { Length: > 0 } name || named.Text("the entity's type") is not { Length: > 0 } kind) return null;
        var attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        (double Latitude, double Longitude)? place = null;
        foreach (var attribute in json.EnumerateObject().Take(MostAttributes))
        {
            if (attribute.Name is "id" or "@id" or "type" or "@type" or "@context") continue;
            var value = Value(attribute.Value);
            if (Short(attribute.Name) == "location" && GeometryReader.Point(value) is { } point) place = point;
            else if (Texts(value) is { Count: > 0 } texts) attributes.TryAdd(Short(attribute.Name), texts);
        }

        return new NgsiEntity(name, Short(kind), attributes, place?.Latitude, place?.Longitude);
    }

    // Normalized and concise attributes are objects with the value in one of these; of several with a datasetId the first; simplified ones are the value itself.
    private static JsonElement Value(JsonElement attribute)
    {
        if (attribute.ValueKind == JsonValueKind.Array && attribute.GetArrayLength() > 0 && attribute[0] is { ValueKind: JsonValueKind.Object } instance && (Inner(instance) is not null)) attribute = instance;
        return attribute.ValueKind == JsonValueKind.Object && Inner(attribute) is { } inner ? inner : attribute;
    }

    private static JsonElement? Inner(JsonElement attribute) =>
        attribute.Field("value") ?? attribute.Field("object") ?? attribute.Field("languageMap") ?? attribute.Field("vocab") ?? attribute.Field("valueList") ?? attribute.Field("objectList");

    private static List<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(v => Text(v.ValueKind == JsonValueKind.Object && Inner(v) is { } inner ? inner : v)).OfType<string>()],
        // A text in several languages; what has a type is something else, such as a property without a value.
        JsonValueKind.Object when value.Field("type") is null => [.. value.EnumerateObject().Select(v => Text(v.Value)).OfType<string>().Take(1)],
        _ => Text(value) is { } text ? [text] : [],
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonFields.TryText(value, out var text) ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>What stands behind the last / or # of a URI, else behind the last colon of a prefixed name.</summary>
    private static string Short(string name)
    {
        var at = name.LastIndexOfAny(['/', '#']);
        if (at < 0 && name.Contains(':', StringComparison.Ordinal)) at = name.LastIndexOf(':');
        return at >= 0 && at + 1 < name.Length ? name[(at + 1)..] : name;
    }
}
