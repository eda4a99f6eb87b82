using System.Globalization;
using System.Text.Json.Nodes;
using Ward.Standards.Ocsf;

namespace Ward.Standards.Tests.Ocsf;

/// <summary>Documents grown from the schema by chance: all that is required, some of the rest, values of the right kind.</summary>
internal sealed class GrownDocument(OcsfSchema schema, int seed)
{
    private readonly Random chance = new(seed);

    internal JsonObject Grow(OcsfClass of)
    {
        var document = Item(of, 0);
        var activity = of.Attributes["activity_id"].Values.Keys.Order(StringComparer.Ordinal).ElementAt(chance.Next(of.Attributes["activity_id"].Values.Count));
        document["class_uid"] = of.Uid;
        document["category_uid"] = of.Category.Uid;
        document["activity_id"] = int.Parse(activity, CultureInfo.InvariantCulture);
        document["type_uid"] = (of.Uid * 100L) + int.Parse(activity, CultureInfo.InvariantCulture);
        document["metadata"] = new JsonObject { ["version"] = schema.Version, ["product"] = new JsonObject { ["name"] = "p" } };
        foreach (var constraint in of.Constraints)
            foreach (var path in constraint.Paths.Where(p => p.Contains('.', StringComparison.Ordinal)).Take(1)) Plant(document, of, path);
        return document;
    }

    private JsonObject Item(OcsfItem item, int depth)
    {
        var grown = new JsonObject();
        if (item.IsOpen) return new JsonObject { ["x"] = 1 };
        var once = item.Constraints.Where(c => c.JustOne).SelectMany(c => c.Paths).ToHashSet();
        foreach (var attribute in item.Attributes.Values.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            if (attribute.Profiles.Count > 0 || once.Contains(attribute.Name)) continue;
            if (attribute.Requirement == OcsfRequirement.Required || (depth < 2 && chance.Next(8) == 0)) grown[attribute.Name] = Value(attribute, depth);
        }

        foreach (var constraint in item.Constraints)
        {
            var names = constraint.Paths.Where(p => item.Attributes.TryGetValue(p, out var a) && a.Profiles.Count == 0).ToList();
            if (names.Count == 0 || names.Any(grown.ContainsKey)) continue;
            // The plainest one: objects may ask for one another without end.
            var plain = names.Where(n => item.Attributes[n].Nested is null).ToList();
            var name = plain.Count > 0 ? plain[chance.Next(plain.Count)] : names[chance.Next(names.Count)];
            grown[name] = Value(item.Attributes[name], depth);
        }

        return grown;
    }

    private JsonNode Value(OcsfAttribute attribute, int depth)
    {
        var value = attribute.Nested is { } nested ? Item(nested, depth + 1) : Single(attribute);
        return attribute.IsArray ? new JsonArray(value) : value;
    }

    private JsonNode Single(OcsfAttribute attribute)
    {
        if (attribute.Values.Count > 0)
        {
            var key = attribute.Values.Keys.Order(StringComparer.Ordinal).ElementAt(chance.Next(attribute.Values.Count));
            return attribute.Type.Kind == OcsfKind.Whole ? long.Parse(key, CultureInfo.InvariantCulture) : key;
        }

        return attribute.Type.Kind switch
        {
            OcsfKind.Whole => chance.Next(0, 60000),
            OcsfKind.Real => chance.NextDouble(),
            OcsfKind.Truth => chance.Next(2) == 0,
            OcsfKind.Json => new JsonObject { ["any"] = "thing" },
            _ => attribute.Type.Name switch
            {
                "ip_t" => chance.Next(2) == 0 ? "192.0.2." + chance.Next(256).ToString(CultureInfo.InvariantCulture) : "2001:db8::7",
                "mac_t" => "00:00:5E:00:53:07",
                "email_t" => "a@example.org",
                "datetime_t" => "2026-03-01T12:00:00Z",
                "uuid_t" => "123e4567-e89b-12d3-a456-426614174000",
                "bytestring_t" => "QUI=",
                _ => "text " + chance.Next(1000).ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private void Plant(JsonObject into, OcsfItem from, string path)
    {
        var parts = path.Split('.');
        var at = into;
        foreach (var part in parts[..^1])
        {
            var attribute = from.Attributes[part];
            if (at[part] is not JsonObject next) at[part] = next = Item(attribute.Nested!, 3);
            (at, from) = (next, attribute.Nested!);
        }

        at[parts[^1]] = Single(from.Attributes[parts[^1]]);
    }
}
