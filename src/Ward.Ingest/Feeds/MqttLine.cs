using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Ward.Ingest.Feeds;

/// <summary>A message as a line: {"mqtt":{"topic":"..","payload":..}}. JSON stands as it is, other text as a string, other bytes in base64 as payload_base64.</summary>
internal static class MqttLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(string topic, ReadOnlySequence<byte> payload)
    {
        var bytes = payload.ToArray();
        var buffer = new ArrayBufferWriter<byte>(bytes.Length + 128);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("mqtt"u8);
            json.WriteString("topic"u8, topic);
            if (!Utf8.IsValid(bytes)) json.WriteBase64String("payload_base64"u8, bytes);
            else if (IsJson(bytes))
            {
                // In JSON that is well formed a line break stands between tokens only.
                bytes.AsSpan().Replace((byte)'\n', (byte)' ');
                bytes.AsSpan().Replace((byte)'\r', (byte)' ');
                json.WritePropertyName("payload"u8);
                json.WriteRawValue(bytes, skipInputValidation: true);
            }
            else json.WriteString("payload"u8, bytes);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsJson(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            if (!reader.Read()) return false;
            do
            {
            }
            while (reader.Read());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
