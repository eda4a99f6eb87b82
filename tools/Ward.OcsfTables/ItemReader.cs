using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>Reads classes, objects and patches of one folder (the schema itself or an extension) and resolves their includes.</summary>
internal sealed class ItemReader(string schemaFolder, Extension? extension)
{
    private readonly string folder = extension?.Folder ?? schemaFolder;

    /// <summary>Name of every profile that this folder defines.</summary>
    internal HashSet<string> OwnProfiles { get; } =
        [.. SchemaFile.Below(Path.Combine(extension?.Folder ?? schemaFolder, "profiles")).Select(f => SchemaFile.Read(f).Text("name") ?? throw new SchemaException($"{f}: has no name."))];

    internal string Scoped(string profile) =>
        extension is not null && OwnProfiles.Contains(profile) ? $"{extension.Name}/{profile}" : profile;

    /// <summary>Items of a kind ("events", "objects"); a patch is one of an extension that extends its own name or has none.</summary>
    internal IEnumerable<(Item Item, bool IsPatch)> Read(string kind)
    {
        foreach (var file in SchemaFile.Below(Path.Combine(folder, kind)))
        {
            var json = SchemaFile.Read(file);
            var isPatch = extension is not null && json.Text("extends") is { } extends && (json.Text("name") ?? extends) == extends;
            var name = json.Text("name") ?? (isPatch ? json.Text("extends") : null) ?? throw new SchemaException($"{file}: has no name.");
            var item = new Item(name, json, extension) { Attributes = Attributes(json, file) };
            foreach (var profile in json.Texts("profiles")) item.Profiles.Add(Scoped(profile));
            yield return (item, isPatch);
        }
    }

    private JsonObject Attributes(JsonObject item, string file)
    {
        var own = (JsonObject)item.Object("attributes").DeepClone();
        var includes = own["$include"] switch
        {
            null => [],
            JsonArray many => many.Select(n => (string)n!).ToArray(),
            var one => [(string)one!],
        };
        own.Remove("$include");
        foreach (var (name, attribute) in own.ToList())
        {
            var a = attribute as JsonObject ?? throw new SchemaException($"{file}: attribute '{name}' is not an object.");
            if (a.ContainsKey("profile"))
            {
                a["profiles"] = (string?)a["profile"] is { } profile ? new JsonArray(Scoped(profile)) : null;
                a.Remove("profile");
            }

            if (a["$include"] is { } part)
            {
                a.Remove("$include");
                var included = SchemaFile.Read(Find((string)part!, file));
                Merging.LayDeep(a, included);
                own[name] = included;
            }
        }

        foreach (var include in includes) own = Under(own, Find(include, file));
        return own;
    }

    /// <summary>The included attributes with the item's own laid over them.</summary>
    private JsonObject Under(JsonObject own, string includePath)
    {
        var include = SchemaFile.Read(includePath);
        var attributes = (JsonObject)include.Object("attributes").DeepClone();
        if (attributes.ContainsKey("$include")) throw new SchemaException($"{includePath}: an included file must not include another.");
        if (include.Text("meta") == "profile")
        {
            var name = include.Text("name") ?? throw new SchemaException($"{includePath}: has no name.");
            var profile = includePath.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Scoped(name) : name;
            foreach (var (_, attribute) in attributes) ((JsonObject)attribute!)["profiles"] = new JsonArray(profile);
        }

        Merging.Lay(own, attributes);
        return attributes;
    }

    private string Find(string include, string file)
    {
        foreach (var at in (string[])[folder, schemaFolder])
            if (Path.Combine(at, include) is var path && File.Exists(path)) return path;
        throw new SchemaException($"{file}: includes {include}, which is nowhere.");
    }
}
