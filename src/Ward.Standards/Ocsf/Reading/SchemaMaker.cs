using System.Collections.Frozen;
using System.Globalization;

namespace Ward.Standards.Ocsf.Reading;

/// <summary>Makes categories, types, objects and classes of the rows. What a class or object inherits is worked out when it is asked for.</summary>
internal sealed class SchemaMaker
{
    private static readonly OcsfType ObjectType = new("object_t", null, OcsfKind.Nested, null, null, null, []);
    private static readonly OcsfCategory Other = new(0, "other", "Uncategorized");
    private readonly TableRows rows;
    private readonly Dictionary<string, OcsfObject> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OcsfType> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, OcsfValue>> enumerations = new(StringComparer.Ordinal);
    private readonly Lock door = new();

    internal SchemaMaker(TableRows rows)
    {
        this.rows = rows;
        foreach (var row in rows.Types.Values) types[row.Name] = TypeOf(row);
        foreach (var (name, item) in rows.Objects) objects[name] = MakeObject(item);
        Categories = [.. rows.Categories.Values.Select(c => new OcsfCategory(c.Int("uid") ?? throw c.Broken("has no uid"), c.Name, c["caption"] ?? c.Name)).OrderBy(c => c.Uid)];
        // Without a number a class only hands down; the base event is the one exception.
        Classes = [.. rows.Classes.Values.Where(c => c.Head["uid"] is not null || c.Head.Name == "base_event").Select(MakeClass).OrderBy(c => c.Uid)];
    }

    internal IReadOnlyList<OcsfCategory> Categories { get; }

    internal IReadOnlyList<OcsfClass> Classes { get; }

    /// <summary>Those whose name begins with an underscore only hand down.</summary>
    internal IEnumerable<OcsfObject> Objects => objects.Values.Where(o => !o.Name.StartsWith('_'));

    internal IEnumerable<OcsfType> Types => types.Values;

    private OcsfClass MakeClass(ItemRows item)
    {
        var chain = Chain(item, rows.Classes);
        var category = First(chain, "category") is { } name && name != Other.Name
            ? Categories.FirstOrDefault(c => c.Name == name) ?? throw item.Head.Broken($"is of the category '{name}', which is nowhere")
            : Other;
        var extension = item.Head["extension"];
        var scope = extension is null ? 0 : (rows.Extensions.GetValueOrDefault(extension) ?? throw item.Head.Broken($"is of the extension '{extension}', which is nowhere")).Int("uid") ?? 0;
        var uid = (((scope * 100) + category.Uid) * 1000) + (item.Head.Int("uid") ?? 0);
        var caption = First(chain, "caption") ?? item.Head.Name;
        return new OcsfClass(uid, category, item.Head.Name, caption, extension, First(chain, "deprecated"), Above(chain), Profiles(chain), Constraints(chain),
            () => ClassAttributes(chain, uid, caption, category));
    }

    private OcsfObject MakeObject(ItemRows item)
    {
        var chain = Chain(item, rows.Objects);
        return new OcsfObject(item.Head.Name, First(chain, "caption") ?? item.Head.Name, item.Head["extension"], First(chain, "deprecated"), Above(chain), Profiles(chain), Constraints(chain),
            () => Guarded(() => Attributes(chain).ToFrozenDictionary(StringComparer.Ordinal)));
    }

    private FrozenDictionary<string, OcsfAttribute> ClassAttributes(List<ItemRows> chain, int uid, string caption, OcsfCategory category) => Guarded(() =>
    {
        var attributes = Attributes(chain);
        Fix("class_uid", [Value(uid, caption)]);
        if (category.Uid > 0) Fix("category_uid", [Value(category.Uid, category.Caption)]);
        if (attributes.TryGetValue("activity_id", out var activity))
            Fix("type_uid", activity.Values.Values.Where(v => v.Key != "0").Select(v => Value((uid * 100L) + long.Parse(v.Key, CultureInfo.InvariantCulture), $"{caption}: {v.Caption}", v.DeprecatedSince))
                .Prepend(Value(uid * 100L, $"{caption}: Unknown")));
        return attributes.ToFrozenDictionary(StringComparer.Ordinal);

        void Fix(string name, IEnumerable<OcsfValue> values)
        {
            if (attributes.TryGetValue(name, out var attribute)) attributes[name] = attribute with { Values = values.ToFrozenDictionary(v => v.Key, StringComparer.Ordinal) };
        }
    });

    /// <summary>Enumerations are shared between items, so they are made one item at a time.</summary>
    private FrozenDictionary<string, OcsfAttribute> Guarded(Func<FrozenDictionary<string, OcsfAttribute>> make)
    {
        lock (door) return make();
    }

    /// <summary>The root's attributes first, every heir's over them; a timestamp has a sibling in RFC 3339 under the profile datetime.</summary>
    private Dictionary<string, OcsfAttribute> Attributes(List<ItemRows> chain)
    {
        var used = new Dictionary<string, TableRow>(StringComparer.Ordinal);
        for (var i = chain.Count - 1; i >= 0; i--)
            foreach (var (name, row) in chain[i].Attributes) used[name] = row;
        var result = new Dictionary<string, OcsfAttribute>(used.Count, StringComparer.Ordinal);
        foreach (var (name, row) in used)
        {
            var attribute = AttributeOf(row);
            result[name] = attribute;
            if (attribute.Type.Name == "timestamp_t" && types.TryGetValue("datetime_t", out var datetime) && rows.Profiles.ContainsKey("datetime"))
                result[name + "_dt"] = attribute with { Name = name + "_dt", Type = datetime, Requirement = OcsfRequirement.Optional, Profiles = ["datetime"] };
        }

        return result;
    }

    private OcsfAttribute AttributeOf(TableRow use)
    {
        if (!rows.Attributes.TryGetValue(use.Name, out var known)) throw use.Broken($"uses '{use.Name}', which the dictionary does not define");
        var type = use["type"] ?? known["type"] ?? throw known.Broken("has no type");
        objects.TryGetValue(type, out var of);
        return new OcsfAttribute(
            use.Name,
            of is not null ? ObjectType : types.GetValueOrDefault(type) ?? throw use.Broken($"is of '{type}', which is neither type nor object"),
            of,
            known["array"] is not null,
            use.Second switch
            {
                "required" => OcsfRequirement.Required,
                "recommended" => OcsfRequirement.Recommended,
                "optional" => OcsfRequirement.Optional,
                _ => throw use.Broken($"has the unknown requirement '{use.Second}'"),
            },
            use.Names("profiles"),
            Enumeration(use["enum"] ?? known["enum"]),
            use["sibling"] ?? known["sibling"],
            use["deprecated"] ?? known["deprecated"]);
    }

    private IReadOnlyDictionary<string, OcsfValue> Enumeration(string? text)
    {
        if (text is null) return FrozenDictionary<string, OcsfValue>.Empty;
        if (enumerations.TryGetValue(text, out var known)) return known;
        var values = text.Split('|').Select(v =>
        {
            var equals = v.IndexOf('=', StringComparison.Ordinal);
            var (key, caption) = equals < 0 ? (v, "") : (v[..equals], v[(equals + 1)..]);
            var since = key.IndexOf('!', StringComparison.Ordinal);
            return since < 0 ? new OcsfValue(key, caption, null) : new OcsfValue(key[..since], caption, key[(since + 1)..]);
        });
        return enumerations[text] = values.ToFrozenDictionary(v => v.Key, StringComparer.Ordinal);
    }

    private static List<ItemRows> Chain(ItemRows item, Dictionary<string, ItemRows> all)
    {
        List<ItemRows> chain = [item];
        while (chain[^1].Head["extends"] is { } above)
        {
            if (chain.Count > 32) throw item.Head.Broken($"'{item.Head.Name}' extends itself");
            chain.Add(all.GetValueOrDefault(above) ?? throw chain[^1].Head.Broken($"extends '{above}', which is nowhere"));
        }

        return chain;
    }

    private static string? First(List<ItemRows> chain, string key)
    {
        foreach (var item in chain)
            if (item.Head[key] is { } value) return value;
        return null;
    }

    private static IReadOnlyList<string> Above(List<ItemRows> chain) => [.. chain.Skip(1).Select(c => c.Head.Name)];

    private static IReadOnlyList<string> Profiles(List<ItemRows> chain) =>
        [.. chain.SelectMany(c => c.Head.Names("profiles").Concat(c.MoreProfiles)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The nearest that states any, states all.</summary>
    private static List<OcsfConstraint> Constraints(List<ItemRows> chain)
    {
        foreach (var item in chain)
        {
            if (item.Head["free"] is not null) return [];
            List<OcsfConstraint> own = [];
            if (item.Head["at_least_one"] is not null) own.Add(new OcsfConstraint(false, item.Head.Names("at_least_one")));
            if (item.Head["just_one"] is not null) own.Add(new OcsfConstraint(true, item.Head.Names("just_one")));
            if (own.Count > 0) return own;
        }

        return [];
    }

    private OcsfType TypeOf(TableRow row)
    {
        var range = row["range"]?.Split("..");
        return new OcsfType(row.Name, row["base"], KindOf(row, 0), row.Int("max"),
            range is [var min, var max] ? (long.Parse(min, CultureInfo.InvariantCulture), long.Parse(max, CultureInfo.InvariantCulture)) : null,
            row["regex"], row.Names("values"));
    }

    private OcsfKind KindOf(TableRow row, int depth)
    {
        if (row["base"] is { } above && depth < 16) return KindOf(rows.Types.GetValueOrDefault(above) ?? throw row.Broken($"is made from '{above}', which is nowhere"), depth + 1);
        return row.Name switch
        {
            "string_t" => OcsfKind.Text,
            "integer_t" or "long_t" => OcsfKind.Whole,
            "float_t" => OcsfKind.Real,
            "boolean_t" => OcsfKind.Truth,
            "json_t" => OcsfKind.Json,
            _ => throw row.Broken($"the root type '{row.Name}' is unknown"),
        };
    }

    private static OcsfValue Value(long key, string caption, string? since = null) => new(key.ToString(CultureInfo.InvariantCulture), caption, since);
}
