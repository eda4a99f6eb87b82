using System.Buffers;
using System.Text.Json;

namespace Ward.Standards.OpenC2.Transfer;

/// <summary>
/// The server's question for what an agent has collected. The answer is NDJSON: one line <c>{"stream":"..."}</c>, then lines in the order of
/// their <c>seq</c>. Kept here because both ends share it and may not share code otherwise.
/// </summary>
/// <param name="Stream">The stream that <paramref name="After"/> belongs to; empty where the server knows none. Another stream's number acknowledges nothing.</param>
/// <param name="After">Everything up to this number is durable at the server; the agent may forget it.</param>
/// <param name="Most">Lines wanted at most; 1 to <see cref="MostLines"/>.</param>
/// <param name="Wait">How long the agent waits for a first line; 0 to <see cref="LongestWait"/>.</param>
public sealed record CollectRequest(string Stream, long After, int Most, TimeSpan Wait)
{
    public const int MostLines = 10_000;

    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(60);

    public byte[] Print()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("stream", Stream);
            json.WriteNumber("after", After);
            json.WriteNumber("most", Most);
            json.WriteNumber("wait_ms", (long)Wait.TotalMilliseconds);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Null where it is no such question, or asks beyond the bounds.</summary>
    public static CollectRequest? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { MaxDepth = 4 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.String
                || !TryNumber(root, "after", 0, long.MaxValue - 1, out var after)
                || !TryNumber(root, "most", 1, MostLines, out var most)
                || !TryNumber(root, "wait_ms", 0, (long)LongestWait.TotalMilliseconds, out var wait))
                return null;
            return new(stream.GetString()!, after, (int)most, TimeSpan.FromMilliseconds(wait));
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a string with half a surrogate pair.
            return null;
        }
    }

    private static bool TryNumber(JsonElement root, string name, long least, long most, out long number)
    {
        number = 0;
        return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number) && number >= least && number <= most;
    }
}
