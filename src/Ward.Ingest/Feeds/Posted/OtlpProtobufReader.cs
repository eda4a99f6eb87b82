using System.Text.Json;

namespace Ward.Ingest.Feeds.Posted;

/// <summary>
/// ExportLogsServiceRequest as protobuf (opentelemetry.proto.collector.logs.v1, opentelemetry.proto.logs.v1; field numbers as published there).
/// A body that is not well formed is refused whole; a record too long for a line is refused alone, which the answer's partial success says.
/// </summary>
internal sealed class OtlpProtobufReader : IPostedReader
{
    private const string NotOtlp = "not an OTLP logs request";

    public IntakeReceipt? Read(PostedBody posted)
    {
        using var line = new OtlpWriter(posted);
        try
        {
            var request = new ProtobufReader(posted.Bytes.Span);
            while (request.Next())
                if (request.Field == 1 && Resource(request.Bytes, line) is { } refusal) return refusal;
            return request.Broken ? new IntakeReceipt.Refused(0, NotOtlp) : null;
        }
        catch (PostedBudgetSpentException)
        {
            return PostedBody.Busy;
        }
    }

    private static IntakeReceipt? Resource(ReadOnlySpan<byte> message, OtlpWriter line)
    {
        // The resource may stand after the records that it describes.
        ReadOnlySpan<byte> resource = default;
        var first = new ProtobufReader(message);
        while (first.Next())
            if (first.Field == 1) resource = first.Bytes;
        if (first.Broken) return new IntakeReceipt.Refused(0, NotOtlp);
        var second = new ProtobufReader(message);
        while (second.Next())
            if (second.Field == 2 && Scope(second.Bytes, resource, line) is { } refusal) return refusal;
        return null;
    }

    private static IntakeReceipt? Scope(ReadOnlySpan<byte> message, ReadOnlySpan<byte> resource, OtlpWriter line)
    {
        ReadOnlySpan<byte> scope = default;
        var first = new ProtobufReader(message);
        while (first.Next())
            if (first.Field == 1) scope = first.Bytes;
        if (first.Broken) return new IntakeReceipt.Refused(0, NotOtlp);
        var second = new ProtobufReader(message);
        while (second.Next())
        {
            if (second.Field != 2) continue;
            line.Begin();
            if (!TryRecord(second.Bytes, line.Json) || !TryMap(resource, 1, "resource"u8, line.Json) || !TryScope(scope, line.Json)) return new IntakeReceipt.Refused(0, NotOtlp);
            if (!line.TryEnd()) return new IntakeReceipt.TooLarge("the records are too long when each is written out with its resource; send fewer at once");
        }

        return null;
    }

    private static bool TryRecord(ReadOnlySpan<byte> message, Utf8JsonWriter json)
    {
        var record = new ProtobufReader(message);
        while (record.Next())
        {
            switch (record.Field)
            {
                case 1: json.WriteNumber("timeUnixNano"u8, record.Number); break;
                case 2: json.WriteNumber("severityNumber"u8, record.Number); break;
                case 3: json.WriteString("severityText"u8, record.Bytes); break;
                case 5:
                    json.WritePropertyName("body"u8);
                    if (!TryValue(record.Bytes, json, 0)) return false;
                    break;
                case 8: json.WriteNumber("flags"u8, record.Number); break;
                case 9: Hex("traceId"u8, record.Bytes, json); break;
                case 10: Hex("spanId"u8, record.Bytes, json); break;
                case 11: json.WriteNumber("observedTimeUnixNano"u8, record.Number); break;
                case 12: json.WriteString("eventName"u8, record.Bytes); break;
            }
        }

        return !record.Broken && TryMap(message, 6, "attributes"u8, json);
    }

    private static void Hex(ReadOnlySpan<byte> name, ReadOnlySpan<byte> id, Utf8JsonWriter json)
    {
        if (id.Length is > 0 and <= 16) json.WriteString(name, Convert.ToHexStringLower(id));
    }

    private static bool TryScope(ReadOnlySpan<byte> message, Utf8JsonWriter json)
    {
        var scope = new ProtobufReader(message);
        while (scope.Next())
        {
            if (scope.Field == 1) json.WriteString("scope"u8, scope.Bytes);
            if (scope.Field == 2) json.WriteString("scopeVersion"u8, scope.Bytes);
        }

        return !scope.Broken && TryMap(message, 3, "scopeAttributes"u8, json);
    }

    /// <summary>The KeyValues that stand under one field number, as an object; nothing where there are none.</summary>
    private static bool TryMap(ReadOnlySpan<byte> message, int field, ReadOnlySpan<byte> name, Utf8JsonWriter json)
    {
        var begun = false;
        var pairs = new ProtobufReader(message);
        while (pairs.Next())
        {
            if (pairs.Field != field) continue;
            if (!begun) json.WriteStartObject(name);
            begun = true;
            if (!TryPair(pairs.Bytes, json, 0)) return false;
        }

        if (begun) json.WriteEndObject();
        return !pairs.Broken;
    }

    private static bool TryPair(ReadOnlySpan<byte> message, Utf8JsonWriter json, int depth)
    {
        ReadOnlySpan<byte> key = default, value = default;
        var pair = new ProtobufReader(message);
        while (pair.Next())
        {
            if (pair.Field == 1) key = pair.Bytes;
            if (pair.Field == 2) value = pair.Bytes;
        }

        if (pair.Broken) return false;
        json.WritePropertyName(key);
        return TryValue(value, json, depth);
    }

    private static bool TryValue(ReadOnlySpan<byte> message, Utf8JsonWriter json, int depth)
    {
        if (depth > OtlpWriter.Deepest) return false;
        var value = new ProtobufReader(message);
        if (!value.Next())
        {
            json.WriteNullValue();
            return !value.Broken;
        }

        switch (value.Field)
        {
            case 1:
                json.WriteStringValue(value.Bytes);
                return true;
            case 2:
                json.WriteBooleanValue(value.Number != 0);
                return true;
            case 3:
                json.WriteNumberValue((long)value.Number);
                return true;
            case 4:
                WriteDouble(BitConverter.UInt64BitsToDouble(value.Number), json);
                return true;
            case 5 or 6:
                return TryMany(value.Bytes, pairs: value.Field == 6, json, depth + 1);
            case 7:
                json.WriteBase64StringValue(value.Bytes);
                return true;
            default:
                json.WriteNullValue();
                return true;
        }
    }

    private static bool TryMany(ReadOnlySpan<byte> message, bool pairs, Utf8JsonWriter json, int depth)
    {
        if (pairs) json.WriteStartObject();
        else json.WriteStartArray();
        var values = new ProtobufReader(message);
        while (values.Next())
        {
            if (values.Field != 1) continue;
            if (!(pairs ? TryPair(values.Bytes, json, depth) : TryValue(values.Bytes, json, depth))) return false;
        }

        if (pairs) json.WriteEndObject();
        else json.WriteEndArray();
        return !values.Broken;
    }

    /// <summary>JSON has no word for what is no number; it stands as text, as in OTLP's own JSON.</summary>
    internal static void WriteDouble(double number, Utf8JsonWriter json)
    {
        if (double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8);
    }
}
