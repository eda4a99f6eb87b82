using System.Buffers;
using System.Text.Json;

namespace Ward.Agent.Collecting;

/// <summary>What a segment of the spool begins with: whose stream it is, and every mark as of its first line, so that older segments may go.</summary>
internal static class SpoolHeader
{
    public static byte[] Print(string stream, IReadOnlyDictionary<string, string> marks)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("stream", stream);
            json.WriteStartObject("marks");
            foreach (var (name, value) in marks)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>False where it is no header.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out string stream, out Dictionary<string, string> marks)
    {
        (stream, marks) = ("", new(StringComparer.Ordinal));
        try
        {
            var json = new Utf8JsonReader(bytes);
            var name = "";
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName)
                    name = json.GetString()!;
                else if (json.TokenType == JsonTokenType.String && json.CurrentDepth == 1 && name == "stream")
                    stream = json.GetString()!;
                else if (json.TokenType == JsonTokenType.String && json.CurrentDepth == 2)
                    marks[name] = json.GetString()!;
            }
            return stream.Length > 0;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
