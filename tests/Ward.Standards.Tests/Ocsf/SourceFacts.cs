using System.Globalization;
using System.Text.Json.Nodes;

namespace Ward.Standards.Tests.Ocsf;

/// <summary>
/// The schema source read a second time, naively and by other means than the tool that makes the table: every definition of an attribute is
/// laid in a row, from the root's includes to the item's own patches, and each property is asked of the row.
/// </summary>
internal sealed class SourceFacts
{
    private static readonly string[] Ranks = ["optional", "recommended", "required"];
    private readonly string root;
    private readonly Dictionary<string, JsonObject> dictionary = [];
    private readonly Dictionary<string, List<Source>> objects = [];
    private readonly Dictionary<string, List<Source>> classes = [];
    private readonly Dictionary<string, JsonNode> categories = [];
    private readonly SortedDictionary<int, string> observables = [];

    internal SourceFacts(string root)
    {
        this.root = root;
        Take(root, null, 0);
        foreach (var file in Files(Path.Combine(root, "extensions")).Where(f => f.EndsWith("extension.json", StringComparison.Ordinal)).OrderBy(f => (int)Json(f)["uid"]!))
            Take(Path.GetDirectoryName(file)!, (string)Json(file)["name"]!, (int)Json(file)["uid"]!);
        foreach (var (kind, items) in new[] { ("Class", classes), ("Object", objects) }) CollectObservables(kind, items);
    }

    internal List<string> Profiles { get; } = [];

    internal Dictionary<string, JsonObject> Types { get; } = [];

    internal IEnumerable<string> Categories => categories.Select(c => $"{(int)c.Value["uid"]!}|{c.Key}|{(string)c.Value["caption"]!}");

    internal IEnumerable<string> Classes => classes.Where(c => c.Value[0].Json["uid"] is not null || c.Key == "base_event").SelectMany(c => Facts(c.Key, classes, true));

    internal IEnumerable<string> Objects => objects.Keys.Where(k => k[0] != '_').SelectMany(k => Facts(k, objects, false));

    private void Take(string folder, string? extension, int uid)
    {
        if (File.Exists(Path.Combine(folder, "categories.json")))
            foreach (var (name, value) in (JsonObject)Json(Path.Combine(folder, "categories.json"))["attributes"]!) categories.Add(name, value!);
        if (File.Exists(Path.Combine(folder, "dictionary.json")))
        {
            var json = Json(Path.Combine(folder, "dictionary.json"));
            foreach (var (name, value) in (JsonObject)json["attributes"]!) dictionary.Add(name, (JsonObject)value!);
            foreach (var (name, value) in json["types"]?["attributes"] as JsonObject ?? []) Types.Add(name, (JsonObject)value!);
        }

        foreach (var file in Files(Path.Combine(folder, "profiles"))) Profiles.Add((extension is null ? "" : extension + "/") + (string)Json(file)["name"]!);
        foreach (var (kind, items) in new[] { ("objects", objects), ("events", classes) })
        {
            foreach (var file in Files(Path.Combine(folder, kind)))
            {
                var json = Json(file);
                var name = (string?)json["name"] ?? (string)json["extends"]!;
                if (!items.TryGetValue(name, out var sources)) items[name] = sources = [];
                sources.Add(new Source(json, folder, extension, uid));
            }
        }
    }

    private void CollectObservables(string kind, Dictionary<string, List<Source>> items)
    {
        foreach (var (name, sources) in items)
        {
            var caption = (string?)sources[0].Json["caption"] ?? name;
            foreach (var source in sources)
            {
                if (source.Json["observable"] is { } whole) observables[(int)whole] = caption;
                foreach (var (attribute, value) in (JsonObject)source.Json["attributes"]!)
                    if (value is JsonObject o && o["observable"] is { } own) observables[(int)own] = $"{caption} {kind}: {attribute}";
                foreach (var (path, number) in source.Json["observables"] as JsonObject ?? []) observables[(int)number!] = $"{caption} {kind}: {path}";
            }
        }

        foreach (var value in Types.Values.Concat(dictionary.Values))
            if (value["observable"] is { } own) observables[(int)own] = (string)value["caption"]!;
    }

    private IEnumerable<string> Facts(string name, Dictionary<string, List<Source>> items, bool isClass)
    {
        List<string> chain = [name];
        while ((string?)items[chain[^1]][0].Json["extends"] is { } above) chain.Add(above);
        var owner = items[name][0];
        var caption = (string?)Nearest("caption") ?? name;
        var profiles = chain.SelectMany(c => items[c]).SelectMany(s => Names(s.Json["profiles"]).Select(p => Scoped(p, s))).Distinct().Order(StringComparer.Ordinal);
        var constraints = chain.Select(c => items[c].LastOrDefault(s => s.Json["constraints"] is not null)?.Json["constraints"]).FirstOrDefault(c => c is not null) as JsonObject ?? [];
        var category = isClass && categories.TryGetValue((string)Nearest("category")!, out var found) ? found : null;
        var uid = ((((owner.ExtensionUid * 100) + ((int?)category?["uid"] ?? 0)) * 1000) + ((int?)owner.Json["uid"] ?? 0)).ToString(CultureInfo.InvariantCulture);
        yield return string.Join('|', isClass ? uid : "", name, caption, (int?)category?["uid"] ?? 0, string.Join('>', chain.Skip(1)), string.Join(',', profiles), owner.Extension,
            string.Join(';', constraints.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}:{string.Join(',', Names(c.Value))}")), (string?)Nearest("@deprecated")?["since"]);

        var layers = chain.AsEnumerable().Reverse().SelectMany(c => items[c]).SelectMany(Layers).ToList();
        foreach (var attribute in layers.SelectMany(l => l.Keys).Distinct())
        {
            var fact = Fact(attribute, [.. layers.Where(l => l.ContainsKey(attribute)).Select(l => l[attribute])]);
            if (isClass) Derive(attribute, fact, uid, caption, category, layers);
            if (name == "observable" && attribute == "type_id")
                foreach (var (number, label) in observables) fact.Enum[number.ToString(CultureInfo.InvariantCulture)] = label;
            yield return $"{name}.{attribute}|{fact}";
            if (fact.Type == "timestamp_t") yield return $"{name}.{attribute}_dt|{fact with { Type = "datetime_t", Requirement = "optional", Profiles = "datetime" }}";
        }

        JsonNode? Nearest(string property) => chain.Select(c => items[c][0].Json[property]).FirstOrDefault(v => v is not null);
    }

    private void Derive(string attribute, Attribute fact, string uid, string caption, JsonNode? category, List<Dictionary<string, JsonObject>> layers)
    {
        if (attribute == "class_uid")
        {
            fact.Enum.Clear();
            fact.Enum[uid] = caption;
        }
        else if (attribute == "category_uid" && category is not null)
        {
            fact.Enum.Clear();
            fact.Enum[((int)category["uid"]!).ToString(CultureInfo.InvariantCulture)] = (string)category["caption"]!;
        }
        else if (attribute == "type_uid")
        {
            fact.Enum.Clear();
            foreach (var (key, label) in Fact("activity_id", [.. layers.Where(l => l.ContainsKey("activity_id")).Select(l => l["activity_id"])]).Enum)
                fact.Enum[((long.Parse(uid, CultureInfo.InvariantCulture) * 100) + long.Parse(key, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)] = $"{caption}: {(key == "0" ? "Unknown" : label)}";
        }
    }

    private Attribute Fact(string name, List<JsonObject> uses)
    {
        List<JsonObject> all = [dictionary[name], .. uses];
        string? requirement = null;
        SortedSet<string>? profiles = null;
        var profiled = false;
        foreach (var use in uses)
        {
            var mine = use["$profiles"] is JsonArray some ? Names(some) : [];
            var asked = (string?)use["requirement"];
            if (asked is not null) requirement = mine.Any() && profiled && Array.IndexOf(Ranks, requirement) > Array.IndexOf(Ranks, asked) ? requirement : asked;
            if (use.ContainsKey("$profiles"))
            {
                if (use["$profiles"] is null) profiles = null;
                else if (!profiled) profiles = new SortedSet<string>(mine, StringComparer.Ordinal);
                else profiles?.UnionWith(mine);
                profiled = true;
            }
        }

        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in all)
            foreach (var (key, value) in layer["enum"] as JsonObject ?? []) values[key] = (string)value!["caption"]! + ((string?)value["@deprecated"]?["since"] is { } since ? "!" + since : values.GetValueOrDefault(key) is { } old && old.Contains('!', StringComparison.Ordinal) ? old[old.IndexOf('!', StringComparison.Ordinal)..] : "");
        return new Attribute((string)Last("type")!, (bool?)Last("is_array") == true, requirement ?? "optional", string.Join(',', profiles ?? []), (string?)Last("sibling"), (string?)all.Select(a => a["@deprecated"]?["since"]).LastOrDefault(s => s is not null), values);

        JsonNode? Last(string property) => all.Select(a => a[property]).LastOrDefault(v => v is not null);
    }

    /// <summary>An item's own attributes on top of what its includes bring; the profile of an include is told under "$profiles".</summary>
    private IEnumerable<Dictionary<string, JsonObject>> Layers(Source source)
    {
        var attributes = (JsonObject)source.Json["attributes"]!;
        foreach (var include in Names(attributes["$include"]).Reverse())
        {
            var inside = File.Exists(Path.Combine(source.Folder, include));
            var json = Json(inside ? Path.Combine(source.Folder, include) : Path.Combine(root, include));
            yield return ((JsonObject)json["attributes"]!).ToDictionary(a => a.Key, a => With((JsonObject)a.Value!, new JsonArray((inside && source.Extension is { } e ? e + "/" : "") + (string)json["name"]!)));
        }

        yield return attributes.Where(a => a.Key != "$include").ToDictionary(a => a.Key, a =>
        {
            var o = (JsonObject)a.Value!;
            return !o.ContainsKey("profile") ? o : With(o, o["profile"] is { } profile ? new JsonArray(Scoped((string)profile!, source)) : null);
        });
    }

    private static JsonObject With(JsonObject attribute, JsonArray? profiles)
    {
        var copy = (JsonObject)attribute.DeepClone();
        copy["$profiles"] = profiles;
        return copy;
    }

    private string Scoped(string profile, Source source) => source.Extension is { } e && Profiles.Contains($"{e}/{profile}") ? $"{e}/{profile}" : profile;

    private static IEnumerable<string> Names(JsonNode? list) => list is JsonArray a ? a.Select(v => (string)v!) : list is null ? [] : [(string)list!];

    private static JsonObject Json(string file) => (JsonObject)JsonNode.Parse(File.ReadAllText(file))!;

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories) : [];

    private sealed record Source(JsonObject Json, string Folder, string? Extension, int ExtensionUid);

    internal sealed record Attribute(string Type, bool IsArray, string Requirement, string Profiles, string? Sibling, string? Deprecated, SortedDictionary<string, string> Enum)
    {
        public override string ToString() => string.Join('|', Type, IsArray, Requirement, Profiles, Sibling, Deprecated, string.Join(',', Enum.Select(e => $"{e.Key}={e.Value}")));
    }
}
