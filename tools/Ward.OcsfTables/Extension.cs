namespace Ward.OcsfTables;

/// <summary>An extension of the schema (extensions/*/extension.json): its uid scopes the uids of its classes, its name its profiles.</summary>
internal sealed record Extension(string Name, int Uid, string Folder)
{
    internal static IEnumerable<Extension> Of(string schemaFolder)
    {
        var folder = Path.Combine(schemaFolder, "extensions");
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFiles(folder, "extension.json", SearchOption.AllDirectories)
            .Select(f => (Json: SchemaFile.Read(f), File: f))
            .Select(e => new Extension(
                e.Json.Text("name") ?? throw new SchemaException($"{e.File}: has no name."),
                (int?)e.Json["uid"] ?? throw new SchemaException($"{e.File}: has no uid."),
                Path.GetDirectoryName(e.File)!))
            .OrderBy(e => e.Uid).ToList();
    }
}
