using System.Globalization;
using System.Text.Json.Nodes;
using Ward.Standards.Ocsf;

namespace Ward.Ingest.Documents;

/// <summary>
/// Gives a document what its class demands: identifiers from the captions beside them, and where the event tells nothing the schema's own
/// words for that, 0 and "Unknown". What was filled in so is listed, for it is nobody's observation.
/// </summary>
internal sealed class DocumentFiller(IReadOnlySet<string> applied, JsonObject unmapped, long time)
{
    private const string Unknown = "Unknown";
    // RFC 2606, section 2: never anybody's.
    private const string NobodysAddress = "unknown@unknown.invalid";
    private const int Deepest = 24;
    private readonly List<string> filled = [];

    internal IReadOnlyList<string> Filled => filled;

    internal void Complete(JsonObject node, OcsfItem item) => Complete(node, item, "", 0);

    private void Complete(JsonObject node, OcsfItem item, string path, int depth)
    {
        if (item.IsOpen || depth > Deepest) return;
        // In the order of their names, so that the same event gives the same bytes.
        foreach (var attribute in item.Attributes.Values.Where(a => !node.ContainsKey(a.Name) && a.IsIn(applied)).OrderBy(a => a.Name, StringComparer.Ordinal).ToList())
        {
            if (IdOf(attribute, node) is { } id) node[attribute.Name] = id;
            else if (attribute.Requirement == OcsfRequirement.Required) Fill(node, attribute, path);
        }

        foreach (var constraint in item.Constraints) Satisfy(constraint, node, item, path);
        foreach (var (name, value) in node.ToList())
        {
            if (!item.Attributes.TryGetValue(name, out var attribute) || attribute.Nested is not { } nested) continue;
            if (value is JsonObject one) Complete(one, nested, Join(path, name), depth + 1);
            else if (value is JsonArray many)
                for (var i = 0; i < many.Count; i++)
                    if (many[i] is JsonObject element) Complete(element, nested, $"{Join(path, name)}[{i.ToString(CultureInfo.InvariantCulture)}]", depth + 1);
        }
    }

    /// <summary>The number that belongs to a caption beside it; 99 (other) where the source has a word of its own.</summary>
    private static JsonNode? IdOf(OcsfAttribute attribute, JsonObject node)
    {
        if (attribute is not { Type.Kind: OcsfKind.Whole, IsArray: false, Sibling: { } sibling, Values.Count: > 0 } || attribute.Requirement == OcsfRequirement.Optional) return null;
        if (node[sibling] is not JsonValue beside || !beside.TryGetValue<string>(out var caption) || caption == Unknown) return null;
        foreach (var value in attribute.Values.Values)
            if (string.Equals(value.Caption, caption, StringComparison.OrdinalIgnoreCase)) return long.Parse(value.Key, CultureInfo.InvariantCulture);
        return attribute.Values.ContainsKey("99") ? 99 : null;
    }

    private void Fill(JsonObject node, OcsfAttribute attribute, string path)
    {
        var value = Told(attribute, node);
        if (value is null)
        {
            value = Nothing(attribute);
            if (value is null) return;
            filled.Add(Join(path, attribute.Name));
        }

        node[attribute.Name] = attribute.IsArray ? new JsonArray(value) : value;
    }

    /// <summary>What is demanded and follows from what stands beside it: a file's name from its path.</summary>
    private static JsonNode? Told(OcsfAttribute attribute, JsonObject node)
    {
        if (attribute.Type.Name != "file_name_t" || node["path"] is not JsonValue path || !path.TryGetValue<string>(out var text)) return null;
        var name = text[(text.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        return name.Length > 0 ? name : null;
    }

    private JsonNode? Nothing(OcsfAttribute attribute)
    {
        if (attribute.Nested is not null) return new JsonObject();
        if (attribute.Values.Count > 0)
        {
            var key = attribute.Values.ContainsKey("0") ? "0" : attribute.Values.ContainsKey("99") ? "99" : null;
            return key is null ? null : attribute.Type.Kind == OcsfKind.Whole ? long.Parse(key, CultureInfo.InvariantCulture) : key;
        }

        return attribute.Type.Kind switch
        {
            OcsfKind.Text => attribute.Type.Matches(Unknown) ? Unknown : attribute.Type.Matches(NobodysAddress) ? NobodysAddress : null,
            OcsfKind.Whole => attribute.Type.Name == "timestamp_t" ? time : 0,
            OcsfKind.Json => Unknown,
            _ => null,
        };
    }

    private void Satisfy(OcsfConstraint constraint, JsonObject node, OcsfItem item, string path)
    {
        var there = constraint.Paths.Where(p => IsThere(node, p)).ToList();
        if (constraint.JustOne && there.Count > 1)
        {
            // The schema has room for one; the others are kept aside.
            foreach (var other in there.Skip(1))
            {
                unmapped[Join(path, other)] = node[other]!.DeepClone();
                node.Remove(other);
            }
        }

        if (there.Count > 0) return;
        var choices = constraint.Paths.Select(p => (Path: p, Attribute: OcsfSchema.Find(item, p))).Where(c => c.Attribute?.IsIn(applied) == true).ToList();
        var (chosen, attribute) = choices.OrderBy(c => c.Attribute!.DeprecatedSince is not null).ThenBy(c => Rank(c.Attribute!)).FirstOrDefault();
        if (attribute is null) return;
        var parts = chosen.Split('.');
        foreach (var part in parts[..^1])
        {
            if (node[part] is not JsonObject next) node[part] = next = [];
            (node, path) = (next, Join(path, part));
        }

        Fill(node, attribute, path);
    }

    /// <summary>Plain text first, then numbers that have an "unknown", then objects.</summary>
    private static int Rank(OcsfAttribute attribute) =>
        attribute.Nested is not null ? 3
        : attribute.Values.ContainsKey("0") ? 1
        : attribute.Type is { Kind: OcsfKind.Text, Pattern: null } ? attribute.Name == "name" ? -1 : 0 : 2;

    private static bool IsThere(JsonObject node, string path)
    {
        JsonNode? at = node;
        foreach (var part in path.Split('.')) at = (at as JsonObject)?[part];
        return at is not null;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
