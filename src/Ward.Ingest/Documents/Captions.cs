using System.Text.Json.Nodes;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Documents;

/// <summary>
/// Beside a number of the schema stands the schema's word for it. What the source called it ("UserLoginFailed" beside status_id 2) is kept as
/// unmapped; only beside 99 (other) does the source's own word stay.
/// </summary>
internal static class Captions
{
    private const string Other = "99";

    /// <summary>Objects in each other; deeper ones are left as they are.</summary>
    private const int Deepest = 24;

    internal static void Normalise(JsonObject root, OcsfItem item, JsonObject unmapped) => Normalise(root, item, unmapped, "", 0);

    private static void Normalise(JsonObject node, OcsfItem item, JsonObject unmapped, string path, int depth)
    {
        if (depth > Deepest) return;
        foreach (var (name, value) in node.ToList())
        {
            if (!item.Attributes.TryGetValue(name, out var attribute)) continue;
            if (attribute.Nested is { } nested)
            {
                foreach (var inner in value is JsonArray many ? many.OfType<JsonObject>() : value is JsonObject one ? [one] : [])
                    Normalise(inner, nested, unmapped, $"{path}{name}.", depth + 1);
            }
            else if (attribute is { Sibling: { } sibling, IsArray: false } && value is JsonValue && attribute.Values.TryGetValue(value.ToJsonString(), out var known)
                && known.Key != Other && node[sibling] is JsonValue beside && beside.TryGetValue<string>(out var word) && word != known.Caption)
            {
                if (!string.Equals(word, known.Caption, StringComparison.OrdinalIgnoreCase)) Keep(unmapped, path + sibling, word);
                node[sibling] = known.Caption;
            }
        }
    }

    private static void Keep(JsonObject unmapped, string path, string word)
    {
        if (unmapped[path] is not { } there) unmapped[path] = word;
        else if (there is JsonArray many) many.Add((JsonNode)word);
        else unmapped[path] = new JsonArray(there.DeepClone(), word);
    }
}
