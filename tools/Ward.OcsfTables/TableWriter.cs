using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>
/// Writes the table: a row a fact, cells divided by tabs, first the kind and the name, then <c>key=value</c>. Rows that begin with a tab are
/// the attributes of the class or object above them, and only those in which it differs from the one that it extends.
/// </summary>
internal sealed class TableWriter
{
    private readonly Schema schema;
    private readonly StringBuilder text = new();

    private TableWriter(Schema schema) => this.schema = schema;

    internal static string Write(Schema schema)
    {
        var writer = new TableWriter(schema);
        writer.WriteAll();
        return writer.text.ToString();
    }

    private void WriteAll()
    {
        Row("# Facts of the OCSF schema (names, ids, types, requirements), made by tools/Ward.OcsfTables; do not edit.");
        Row("# Source: github.com/ocsf/ocsf-schema, Apache-2.0, sha256 " + schema.Fingerprint);
        Row("ocsf", schema.Version);
        foreach (var (name, category) in schema.Categories) Row("category", name, ("uid", Text(category.Uid)), ("caption", category.Caption));
        foreach (var extension in schema.Extensions) Row("extension", extension.Name, ("uid", Text(extension.Uid)));
        foreach (var profile in schema.Profiles) Row("profile", profile);
        foreach (var (name, type) in schema.Types) WriteType(name, type);
        foreach (var (name, attribute) in schema.Attributes) WriteAttribute(name, attribute);
        foreach (var item in schema.Objects.Values) WriteItem("object", item, schema.Objects);
        foreach (var item in schema.Classes.Values) WriteItem("class", item, schema.Classes);
    }

    private void WriteType(string name, JsonObject type)
    {
        if (type.Text("type") is { } above && !schema.Types.ContainsKey(above)) throw new SchemaException($"Type '{name}' is made from '{above}', which is no type.");
        var range = type["range"] as JsonArray;
        Row("type", name,
            ("base", type.Text("type")),
            ("max", type["max_len"]?.ToJsonString()),
            ("range", range is null ? null : $"{range[0]}..{range[1]}"),
            ("values", type["values"] is JsonArray values ? string.Join(',', values.Select(v => v!.ToJsonString())) : null),
            ("regex", type.Text("regex")));
    }

    private void WriteAttribute(string name, JsonObject attribute)
    {
        var type = attribute.Text("type") ?? throw new SchemaException($"Attribute '{name}' has no type.");
        if (!schema.Types.ContainsKey(type) && !schema.Objects.ContainsKey(type)) throw new SchemaException($"Attribute '{name}' is of '{type}', which is neither type nor object.");
        Row("attribute", name, ("type", type), ("array", IsArray(attribute) ? "1" : null), ("enum", Enumeration(attribute)),
            ("sibling", attribute.Text("sibling")), ("deprecated", Since(attribute)));
    }

    private void WriteItem(string kind, Item item, SortedDictionary<string, Item> items)
    {
        var constraints = item.Constraints as JsonObject;
        Row(kind, item.Name,
            ("uid", item.Uid is { } uid ? Text(uid) : null), ("extends", item.Extends), ("extension", item.Extension?.Name),
            ("category", item.Category), ("caption", item.Caption), ("deprecated", item.DeprecatedSince),
            ("profiles", Names(item.Profiles)), ("at_least_one", Names(constraints?.Texts("at_least_one"))),
            ("just_one", Names(constraints?.Texts("just_one"))), ("free", constraints is { Count: 0 } ? "1" : null));
        foreach (var profile in item.Profiles)
            if (!schema.Profiles.Contains(profile)) throw new SchemaException($"'{item.Name}' uses the profile '{profile}', which is nowhere.");

        var inherited = item.Extends is null ? [] : Resolved(item.Extends, item.Name, items, []);
        foreach (var (name, attribute) in Resolved(item.Name, item.Name, items, []).OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var cells = Use(item.Name, name, (JsonObject)attribute!);
            if (inherited[name] is JsonObject before && Use(item.Name, name, before) == cells) continue;
            text.Append('\t').Append(cells).Append('\n');
        }
    }

    private static JsonObject Resolved(string name, string heir, SortedDictionary<string, Item> items, HashSet<string> seen)
    {
        if (!items.TryGetValue(name, out var item)) throw new SchemaException($"'{heir}' extends '{name}', which is nowhere.");
        if (!seen.Add(name)) throw new SchemaException($"'{heir}' extends itself by way of '{name}'.");
        var attributes = item.Extends is null ? [] : Resolved(item.Extends, heir, items, seen);
        Merging.Lay(item.Attributes, attributes);
        return attributes;
    }

    /// <summary>The row of an attribute as used: requirement and profiles, and what the use changes of the dictionary's definition.</summary>
    private string Use(string owner, string name, JsonObject use)
    {
        if (!schema.Attributes.TryGetValue(name, out var known)) throw new SchemaException($"'{owner}' has the attribute '{name}', which the dictionary does not define.");
        var used = (JsonObject)known.DeepClone();
        Merging.LayDeep(use, used);
        if (IsArray(used) != IsArray(known)) throw new SchemaException($"'{owner}' makes of '{name}' another shape than the dictionary: array or not.");
        if (used.Text("type") is { } type && type != known.Text("type") && !schema.Types.ContainsKey(type)) throw new SchemaException($"'{owner}': '{name}' is of '{type}', which is no type.");
        return Cells([name, use.Text("requirement") ?? "optional"],
            ("profiles", Names(use.Texts("profiles"))),
            ("type", Changed(used.Text("type"), known.Text("type"))),
            ("enum", Changed(Enumeration(used), Enumeration(known))),
            ("sibling", Changed(used.Text("sibling"), known.Text("sibling"))),
            ("deprecated", Changed(Since(used), Since(known))));
    }

    private static string? Changed(string? now, string? before) => now == before ? null : now;

    private static bool IsArray(JsonObject attribute) => (bool?)attribute["is_array"] == true;

    private static string? Since(JsonObject o) => o.Object("@deprecated").Text("since");

    private static string? Names(IEnumerable<string>? names) => names is not null && string.Join(',', names) is { Length: > 0 } all ? all : null;

    /// <summary><c>key=caption</c>, divided by '|'; a deprecated value is <c>key!since=caption</c>.</summary>
    private static string? Enumeration(JsonObject attribute)
    {
        if (attribute["enum"] is not JsonObject { Count: > 0 } values) return null;
        return string.Join('|', values.OrderBy(v => long.TryParse(v.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : long.MaxValue).ThenBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => Value(v.Key, (JsonObject)v.Value!)));
    }

    private static string Value(string key, JsonObject value)
    {
        var caption = value.Text("caption") ?? "";
        if (key.AsSpan().ContainsAny('|', '=', '!') || caption.Contains('|', StringComparison.Ordinal)) throw new SchemaException($"The value '{key}' ({caption}) has a sign that divides values.");
        return Since(value) is { } since ? $"{key}!{since}={caption}" : $"{key}={caption}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Row(string kind, string name, params ReadOnlySpan<(string Key, string? Value)> cells) => text.Append(Cells([kind, name], cells)).Append('\n');

    private void Row(string comment) => text.Append(comment).Append('\n');

    private static string Cells(ReadOnlySpan<string> first, params ReadOnlySpan<(string Key, string? Value)> cells)
    {
        var row = new StringBuilder(string.Join('\t', first.ToArray()));
        foreach (var (key, value) in cells)
        {
            if (value is null) continue;
            if (value.AsSpan().ContainsAny('\t', '\n', '\r')) throw new SchemaException($"{first[^1]}: '{value}' has a sign that divides cells.");
            row.Append('\t').Append(key).Append('=').Append(value);
        }

        return row.ToString();
    }
}
