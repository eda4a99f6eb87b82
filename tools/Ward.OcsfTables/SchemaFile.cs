using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ward.OcsfTables;

/// <summary>One JSON file of the source.</summary>
internal static class SchemaFile
{
    internal static JsonObject Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new SchemaException($"{path}: is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new SchemaException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>An empty object where there is no such file.</summary>
    internal static JsonObject ReadIfThere(string path) => File.Exists(path) ? Read(path) : [];

    /// <summary>All JSON files below a folder, in the ordinal order of their paths; none where there is no folder.</summary>
    internal static IEnumerable<string> Below(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];

    internal static string? Text(this JsonObject o, string name) => (string?)o[name];

    internal static JsonObject Object(this JsonObject o, string name) => o[name] as JsonObject ?? [];

    internal static IEnumerable<string> Texts(this JsonObject o, string name) => o[name] is JsonArray a ? a.Select(v => (string)v!) : [];
}
