using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>The whole schema, extensions laid in, nothing inherited yet: the tables say what an item adds to the one that it extends.</summary>
internal sealed class Schema
{
    private Schema(string version, string fingerprint) => (Version, Fingerprint) = (version, fingerprint);

    internal string Version { get; }

    /// <summary>SHA-256 over the paths and contents of all files that were read.</summary>
    internal string Fingerprint { get; }

    internal SortedDictionary<string, (int Uid, string Caption)> Categories { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, JsonObject> Attributes { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, JsonObject> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>By uid, ascending.</summary>
    internal List<Extension> Extensions { get; } = [];

    internal SortedSet<string> Profiles { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, Item> Classes { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, Item> Objects { get; } = new(StringComparer.Ordinal);

    internal static Schema Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "version.json"))) throw new SchemaException($"{folder}: is no schema folder, it has no version.json.");
        var version = SchemaFile.Read(Path.Combine(folder, "version.json")).Text("version") ?? throw new SchemaException("version.json names no version.");
        var schema = new Schema(version, FingerprintOf(folder));
        var observables = new Observables(schema);
        schema.Take(folder, null, observables);
        foreach (var extension in Extension.Of(folder))
        {
            schema.Extensions.Add(extension);
            schema.Take(folder, extension, observables);
        }

        observables.Fill();
        return schema;
    }

    private void Take(string schemaFolder, Extension? extension, Observables observables)
    {
        var folder = extension?.Folder ?? schemaFolder;
        foreach (var (name, category) in SchemaFile.ReadIfThere(Path.Combine(folder, "categories.json")).Object("attributes"))
            Add(Categories, name, ((int)category!["uid"]!, (string)category["caption"]!), "category");
        var dictionary = SchemaFile.ReadIfThere(Path.Combine(folder, "dictionary.json"));
        foreach (var (name, attribute) in dictionary.Object("attributes")) Add(Attributes, name, (JsonObject)attribute!, "attribute");
        foreach (var (name, type) in dictionary.Object("types").Object("attributes")) Add(Types, name, (JsonObject)type!, "type");

        var reader = new ItemReader(schemaFolder, extension);
        foreach (var profile in reader.OwnProfiles)
            if (!Profiles.Add(reader.Scoped(profile))) throw new SchemaException($"There are two profiles '{reader.Scoped(profile)}'.");
        foreach (var (kind, items) in (ReadOnlySpan<(string, SortedDictionary<string, Item>)>)[("events", Classes), ("objects", Objects)])
        {
            foreach (var (item, isPatch) in reader.Read(kind))
            {
                if (isPatch) Patch(items, item);
                else Add(items, item.Name, item, kind);
                observables.See(item, items[item.Name].Caption ?? item.Name, kind == "events" ? "Class" : "Object");
            }
        }
    }

    /// <summary>An extension adds attributes and profiles to an item; its constraints, where it has any, replace the item's.</summary>
    private static void Patch(SortedDictionary<string, Item> items, Item patch)
    {
        if (!items.TryGetValue(patch.Name, out var item)) throw new SchemaException($"Extension '{patch.Extension!.Name}' patches '{patch.Name}', which is nowhere.");
        Merging.Lay(patch.Attributes, item.Attributes);
        item.Profiles.UnionWith(patch.Profiles);
        if (patch.Constraints is not null) item.Constraints = patch.Constraints;
    }

    private static void Add<T>(SortedDictionary<string, T> known, string name, T value, string kind)
    {
        if (!known.TryAdd(name, value)) throw new SchemaException($"There are two of '{name}' ({kind}): an extension must not hide what the schema has.");
    }

    private static string FingerprintOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> files = [Path.Combine(folder, "version.json"), Path.Combine(folder, "categories.json"), Path.Combine(folder, "dictionary.json")];
        foreach (var part in (string[])["events", "objects", "profiles", "extensions"]) files = files.Concat(SchemaFile.Below(Path.Combine(folder, part)));
        foreach (var file in files.Where(File.Exists))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/') + "\n"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
