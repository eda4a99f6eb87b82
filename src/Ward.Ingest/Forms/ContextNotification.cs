using System.Text.Json;

namespace Ward.Ingest.Forms;

/// <summary>
/// A context broker's notification (ETSI GS CIM 009 section 5.3, NGSI-LD; FIWARE-NGSI v2 "Notification Messages") of more than one entity, as one
/// notification for each: the members that name subscription and time are repeated, others are not.
/// </summary>
internal static class ContextNotification
{
    private const int MostEntities = 4096, LongestMember = 160;
    private static readonly byte[][] Repeated = ["id"u8.ToArray(), "type"u8.ToArray(), "subscriptionId"u8.ToArray(), "notifiedAt"u8.ToArray()];

    /// <summary>False where it is none, or of a single entity: then it is a record as it stands.</summary>
    public static bool TrySplit(ReadOnlyMemory<byte> json, out IReadOnlyList<byte[]> parts)
    {
        parts = [];
        if (json.Span.IndexOf("\"subscriptionId\""u8) < 0) return false;
        var head = new List<byte>("{"u8.ToArray());
        var entities = new List<(int At, int Length)>();
        try
        {
            if (!TryRead(json.Span, head, entities)) return false;
        }
        catch (JsonException)
        {
            return false;
        }

        if (entities.Count < 2) return false;
        parts = [.. entities.Select(e => (byte[])[.. head, .. "\"data\":["u8, .. json.Span.Slice(e.At, e.Length), .. "]}"u8])];
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> json, List<byte> head, List<(int At, int Length)> entities)
    {
        var reader = new Utf8JsonReader(json);
        var named = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (repeated, data) = (Known(ref reader), reader.ValueTextEquals("data"u8));
            reader.Read();
            if (data && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    if (entities.Count == MostEntities) return false;
                    var at = (int)reader.TokenStartIndex;
                    reader.Skip();
                    entities.Add((at, (int)reader.BytesConsumed - at));
                }

                if (reader.TokenType != JsonTokenType.EndArray) return false;
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = json[start..(int)reader.BytesConsumed];
            if (repeated is null || value.Length > LongestMember) continue;
            named |= repeated.AsSpan().SequenceEqual("subscriptionId"u8);
            head.AddRange((byte[])[(byte)'"', .. repeated, .. "\":"u8, .. value, (byte)',']);
        }

        return named;
    }

    private static byte[]? Known(ref Utf8JsonReader reader)
    {
        foreach (var name in Repeated)
            if (reader.ValueTextEquals(name)) return name;
        return null;
    }
}
