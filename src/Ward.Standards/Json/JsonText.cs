using System.Text.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Json;

/// <summary>Reads one JSON document of unknown origin whole. Bounds: the caller's bytes, and <see cref="JsonItems.Deepest"/> levels; a name twice in an object is refused.</summary>
public static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonItems.Deepest, AllowDuplicateProperties = false };

    /// <summary>What <paramref name="read"/> makes of the document's root, which is an object; null, with the problem added, where there is none. The field is valid within the call alone.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> json, ProblemList problems, Func<JsonField, T?> read) where T : class
    {
        try
        {
            using var document = Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
            var root = new JsonField(document.RootElement, "$", problems);
            return root.IsObject("a JSON object") ? read(root) : null;
        }
        catch (JsonException fault)
        {
            problems.Add((int)Math.Clamp((fault.LineNumber ?? -1) + 1, 0, int.MaxValue), "", "well-formed JSON", Printable.Of(fault.Message));
            return null;
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (InvalidOperationException fault)
        {
            // The parser's word for half a surrogate pair in a name, which it meets where it compares names.
            throw new JsonException(fault.Message, fault);
        }
    }
}
