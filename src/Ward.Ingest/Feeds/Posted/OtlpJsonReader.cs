using System.Globalization;
using System.Text.Json;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>The same request in OTLP's JSON: names in lower camel case, 64-bit numbers as texts, ids in hex. Unknown members are passed over, as OTLP asks.</summary>
internal sealed class OtlpJsonReader : IPostedReader
{
    private const int Deepest = 64 + (OtlpWriter.Deepest * 4);

    public IntakeReceipt? Read(PostedBody posted)
    {
        using var line = new OtlpWriter(posted);
        try
        {
            using var body = JsonDocument.Parse(posted.Bytes, new JsonDocumentOptions { MaxDepth = Deepest });
            foreach (var resourceLogs in Many(body.RootElement, "resourceLogs"u8))
            {
                var resource = Member(Member(resourceLogs, "resource"u8), "attributes"u8);
                foreach (var scopeLogs in Many(resourceLogs, "scopeLogs"u8))
                {
                    var scope = Member(scopeLogs, "scope"u8);
                    foreach (var record in Many(scopeLogs, "logRecords"u8))
                    {
                        line.Begin();
                        if (!TryRecord(record, line.Json) || !TryMap(resource, "resource"u8, line.Json)) return NotOtlp;
                        Text(scope, "name"u8, "scope"u8, line.Json);
                        Text(scope, "version"u8, "scopeVersion"u8, line.Json);
                        if (!TryMap(Member(scope, "attributes"u8), "scopeAttributes"u8, line.Json)) return NotOtlp;
                        if (!line.TryEnd()) return new IntakeReceipt.TooLarge("the records are too long when each is written out with its resource; send fewer at once");
                    }
                }
            }

            return body.RootElement.ValueKind == JsonValueKind.Object ? null : NotOtlp;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Not JSON, or a text in it that is half a surrogate pair or not UTF-8.
            return NotOtlp;
        }
        catch (PostedBudgetSpentException)
        {
            return PostedBody.Busy;
        }
    }

    private static IntakeReceipt NotOtlp { get; } = new IntakeReceipt.Refused(0, "not an OTLP logs request");

    private static bool TryRecord(JsonElement record, Utf8JsonWriter json)
    {
        if (record.ValueKind != JsonValueKind.Object) return false;
        if (!TryNumber(record, "timeUnixNano"u8, json) || !TryNumber(record, "severityNumber"u8, json)
            || !TryNumber(record, "flags"u8, json) || !TryNumber(record, "observedTimeUnixNano"u8, json)) return false;
        Text(record, "severityText"u8, "severityText"u8, json);
        Text(record, "traceId"u8, "traceId"u8, json);
        Text(record, "spanId"u8, "spanId"u8, json);
        Text(record, "eventName"u8, "eventName"u8, json);
        if (Member(record, "body"u8) is { ValueKind: not JsonValueKind.Undefined } body)
        {
            json.WritePropertyName("body"u8);
            if (!TryValue(body, json, 0)) return false;
        }

        return TryMap(Member(record, "attributes"u8), "attributes"u8, json);
    }

    private static void Text(JsonElement of, ReadOnlySpan<byte> name, ReadOnlySpan<byte> written, Utf8JsonWriter json)
    {
        if (Member(of, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value) json.WriteString(written, value);
    }

    /// <summary>A number, written as one or as a text, as protobuf's JSON mapping allows.</summary>
    private static bool TryNumber(JsonElement of, ReadOnlySpan<byte> name, Utf8JsonWriter json)
    {
        var member = Member(of, name);
        switch (member.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.Number when member.TryGetUInt64(out var number):
                json.WriteNumber(name, number);
                return true;
            case JsonValueKind.String when ulong.TryParse(member.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                json.WriteNumber(name, number);
                return true;
            default:
                return false;
        }
    }

    private static bool TryMap(JsonElement pairs, ReadOnlySpan<byte> name, Utf8JsonWriter json)
    {
        if (pairs.ValueKind != JsonValueKind.Array || pairs.GetArrayLength() == 0) return pairs.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Array;
        json.WriteStartObject(name);
        foreach (var pair in pairs.EnumerateArray())
            if (!TryPair(pair, json, 0)) return false;
        json.WriteEndObject();
        return true;
    }

    private static bool TryPair(JsonElement pair, Utf8JsonWriter json, int depth)
    {
        if (Member(pair, "key"u8) is not { ValueKind: JsonValueKind.String } key) return false;
        json.WritePropertyName(key.GetString()!);
        return TryValue(Member(pair, "value"u8), json, depth);
    }

    private static bool TryValue(JsonElement value, Utf8JsonWriter json, int depth)
    {
        if (depth > OtlpWriter.Deepest) return false;
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return Written(() => json.WriteNullValue());
        if (value.ValueKind != JsonValueKind.Object) return false;
        foreach (var one in value.EnumerateObject())
        {
            var it = one.Value;
            switch (one.Name)
            {
                case "stringValue" when it.ValueKind == JsonValueKind.String:
                    return Written(() => json.WriteStringValue(it.GetString()));
                case "boolValue" when it.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    return Written(() => json.WriteBooleanValue(it.GetBoolean()));
                case "intValue" when TryLong(it, out var whole):
                    return Written(() => json.WriteNumberValue(whole));
                case "doubleValue" when it.ValueKind == JsonValueKind.Number:
                    return Written(() => OtlpProtobufReader.WriteDouble(it.GetDouble(), json));
                case "doubleValue" or "bytesValue" when it.ValueKind == JsonValueKind.String:
                    return Written(() => json.WriteStringValue(it.GetString()));
                case "arrayValue":
                    json.WriteStartArray();
                    foreach (var item in Many(it, "values"u8))
                        if (!TryValue(item, json, depth + 1)) return false;
                    return Written(json.WriteEndArray);
                case "kvlistValue":
                    json.WriteStartObject();
                    foreach (var pair in Many(it, "values"u8))
                        if (!TryPair(pair, json, depth + 1)) return false;
                    return Written(json.WriteEndObject);
                default:
                    return false;
            }
        }

        return Written(() => json.WriteNullValue());
    }

    private static bool Written(Action write)
    {
        write();
        return true;
    }

    private static bool TryLong(JsonElement it, out long number)
    {
        number = 0;
        return it.ValueKind == JsonValueKind.Number
            ? it.TryGetInt64(out number)
            : it.ValueKind == JsonValueKind.String && long.TryParse(it.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static JsonElement Member(JsonElement of, ReadOnlySpan<byte> name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    private static JsonElement.ArrayEnumerator Many(JsonElement of, ReadOnlySpan<byte> name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;
}
