using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Standards.Yaml;

namespace Ward.City.Merging;

/// <summary>What a city's book keeps, as JSON: deltas, versions, traces.</summary>
public static class BookJson
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 32, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write<TKept>(TKept value) => JsonSerializer.Serialize(value, Shape);

    /// <returns>Null, with the problem added, where the text is none.</returns>
    public static TKept? Read<TKept>(string text, ProblemList problems) where TKept : class
    {
        try
        {
            var value = JsonSerializer.Deserialize<TKept>(text, Shape);
            if (value is null) problems.Add(0, "", $"what the book keeps as {typeof(TKept).Name}", "nothing");
            return value;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or ArgumentException)
        {
            problems.Add((int)((fault as JsonException)?.LineNumber + 1 ?? 0), "", $"what the book keeps as {typeof(TKept).Name}", Printable.Of(fault.Message));
            return null;
        }
    }
}
