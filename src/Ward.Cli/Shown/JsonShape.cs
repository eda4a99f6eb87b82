using System.Text.Json;

namespace Ward.Cli.Shown;

/// <summary>How commands print what they found for other programs: names as the API has them, a field a line.</summary>
internal static class JsonShape
{
    public static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Line { get; } = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
