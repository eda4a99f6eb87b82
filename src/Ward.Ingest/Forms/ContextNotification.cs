using System.Text.Json;

namespace Ward.Ingest.Forms;

/// <summary>
/// A context broker's notification (ETSI GS CIM 009 section 5.3, NGSI-LD; FIWARE-NGSI v2 "Notification Messages") of more than one entity, as one
/// notification for each: the members that name subscription and time are repeated, others are not.
/// </summary>
internal sealed class ContextNotification
{
    private const int MostEntities = 4096, LongestMember = 160;
    private const int Subscription = 0;
    private static readonly byte[][] Repeated = ["subscriptionId"u8.ToArray(), "notifiedAt"u8.ToArray(), "id"u8.ToArray(), "type"u8.ToArray()];
    private readonly ReadOnlyMemory<byte> json;
    private readonly byte[] head;
    private readonly List<(int At, int Length)> entities;

    private ContextNotification(ReadOnlyMemory<byte> json, byte[] head, List<(int At, int Length)> entities) => (this.json, this.head, this.entities) = (json, head, entities);

    /// <summary>Entities, two at least.</summary>
    public int Count => entities.Count;

    /// <summary>The notification of one entity; made when it is asked for, since a small text may name many.</summary>
    public byte[] this[int entity] => [.. head, .. "\"data\":["u8, .. json.Span.Slice(entities[entity].At, entities[entity].Length), .. "]}"u8];

    /// <summary>False where it is none, or of a single entity: then it is a record as it stands.</summary>
    /// <param name="json">Must stay as it is while entities are asked for.</param>
    public static bool TrySplit(ReadOnlyMemory<byte> json, out ContextNotification parts)
    {
        parts = null!;
        if (json.Span.IndexOf("\"subscriptionId\""u8) < 0) return false;
        var head = new List<byte>("{"u8.ToArray());
        var entities = new List<(int At, int Length)>();
        try
        {
            if (!TryRead(json.Span, head, entities) || entities.Count < 2) return false;
        }
        catch (JsonException)
        {
            return false;
        }

        parts = new ContextNotification(json, [.. head], entities);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> json, List<byte> head, List<(int At, int Length)> entities)
    {
        var reader = new Utf8JsonReader(json);
        var told = new bool[Repeated.Length];
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
            // Of a member that stands more than once the first counts.
            if (repeated < 0 || value.Length > LongestMember || told[repeated]) continue;
            told[repeated] = true;
            head.AddRange((byte[])[(byte)'"', .. Repeated[repeated], .. "\":"u8, .. value, (byte)',']);
        }

        return told[Subscription];
    }

    private static int Known(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < Repeated.Length; i++)
            if (reader.ValueTextEquals(Repeated[i])) return i;
        return -1;
    }
}
