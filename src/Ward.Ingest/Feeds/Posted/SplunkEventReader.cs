using System.Text.Json;
using System.Text.Unicode;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>
/// HEC's event endpoint: JSON objects one after another, with or without white space between them, or in one array; each must have an event
/// that is neither null nor an empty text. All or nothing. The whole envelope is the line, since it carries time, host, source and type.
/// </summary>
internal sealed class SplunkEventReader : IPostedReader
{
    public IntakeReceipt? Read(PostedBody posted)
    {
        var body = posted.Bytes;
        if (!Utf8.IsValid(body.Span)) return new IntakeReceipt.Refused(0, "the body is not UTF-8");
        // A line break in JSON that is well formed stands between tokens only; as a space it keeps the envelope one line.
        body.Span.Replace((byte)'\n', (byte)' ');
        body.Span.Replace((byte)'\r', (byte)' ');
        var number = 1;
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0) continue;
                if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == 0) continue;
                if (reader.TokenType != JsonTokenType.StartObject) return new IntakeReceipt.Refused(number, "not a JSON object");
                var start = (int)reader.TokenStartIndex;
                if (!HasEvent(ref reader)) return new IntakeReceipt.Refused(number, "the event is missing or empty");
                var line = body[start..(int)reader.BytesConsumed];
                if (line.Length > posted.LineLimit) return new IntakeReceipt.Refused(number, $"longer than {posted.LineLimit} bytes");
                if (!posted.TryAdd(line)) return PostedBody.Busy;
                number++;
            }
        }
        catch (JsonException)
        {
            return new IntakeReceipt.Refused(number, "not JSON");
        }

        return number == 1 ? new IntakeReceipt.Refused(0, "no data") : null;
    }

    /// <summary>Reads to the object's end.</summary>
    private static bool HasEvent(ref Utf8JsonReader reader)
    {
        var (depth, found) = (reader.CurrentDepth, false);
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            var named = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("event"u8);
            reader.Read();
            if (named) found = reader.TokenType != JsonTokenType.Null && !(reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length == 0);
            reader.Skip();
        }

        return found;
    }
}
