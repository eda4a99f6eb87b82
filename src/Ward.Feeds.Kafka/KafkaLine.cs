using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Confluent.Kafka;

namespace Ward.Feeds.Kafka;

/// <summary>
/// A message as a line: {"message":"..","kafka":{"topic":"..","partition":0,"key":"..","headers":{"..":".."}}}. The message is first and whole; of the key
/// and of each header it is the first 4 KiB. What is no
/// UTF-8 stands in base64, under its name with _base64. Of several headers of one name the last one counts, as Kafka's own clients have it. The decoder
/// of lines as shippers send them reads what is inside.
/// </summary>
internal static class KafkaLine
{
    private const int LongestExtra = 4096;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(TopicPartition from, Message<byte[]?, byte[]?> message)
    {
        var buffer = new ArrayBufferWriter<byte>((message.Value?.Length ?? 0) + 256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Write(json, "message", message.Value ?? []);
            json.WriteStartObject("kafka"u8);
            json.WriteString("topic"u8, from.Topic);
            json.WriteNumber("partition"u8, from.Partition.Value);
            if (message.Key is { Length: > 0 } key) Write(json, "key", Beginning(key));
            if (message.Headers is { Count: > 0 } headers)
            {
                json.WriteStartObject("headers"u8);
                foreach (var header in headers.GroupBy(h => h.Key).Select(h => h.Last())) Write(json, header.Key, Beginning(header.GetValueBytes()));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Of a text it ends with a whole character.</summary>
    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> value)
    {
        if (value.Length <= LongestExtra) return value;
        var end = LongestExtra;
        if (Utf8.IsValid(value))
            while ((value[end] & 0xC0) == 0x80) end--;
        return value[..end];
    }

    private static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        if (Utf8.IsValid(value)) json.WriteString(name, value);
        else json.WriteBase64String(name + "_base64", value);
    }
}
