using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Ward.Ingest.Decoders;

/// <summary>
/// One JSON object a line. Members whose dotted path is one of the model's fields fill it, all others stay under that path; an array gives
/// its elements in turn under the array's path. At the top, product, service and category name the log source, time is RFC 3339 or epoch
/// milliseconds, and class_uid, activity_id and status_id are OCSF's. What stands in JSON is its sender's word: it proves no source.
/// </summary>
internal sealed class JsonDecoder : IDecoder
{
    private const int LongestPath = 1024, MostSources = 256;
    private readonly byte[] path = new byte[LongestPath];
    private readonly int[] ends = new int[65];
    private readonly Dictionary<(string Category, string Product, string Service), LogSource> sources = [];
    private byte[] value = new byte[1024];
    private string category = "", product = "", service = "";
    private int classUid, activity, status;

    public DecoderCard Card { get; } = new("json", "Any JSON object a line; OCSF paths fill the model", "RFC 8259", LineShape.Json,
        "{\"time\":1772362800123,\"class_uid\":3002,\"src_endpoint\":{\"ip\":\"203.0.113.7\"},\"x\":[1,{\"y\":\"z\"}]}")
    {
        General = true,
    };

    public bool TryDecode(ReadOnlySpan<byte> message, in SyslogHeader header, EventBuilder into)
    {
        (category, product, service, classUid, activity, status) = ("", "", "", 0, 0, 0);
        if (header.Time is { } time) into.At(time);
        if (header.Host.Length > 0) into.Set(Fields.DeviceHost, header.Host);
        try
        {
            if (!TryRead(message, into)) return false;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a string that is not UTF-8 or half a surrogate pair.
            return false;
        }

        into.Is(Enum.IsDefined((EventClass)classUid) ? (EventClass)classUid : EventClass.Base, activity, status, SourceOf());
        if (!Enum.IsDefined((EventClass)classUid)) into.SetUnmapped("class_uid"u8, Number(classUid));
        return true;
    }

    private bool TryRead(ReadOnlySpan<byte> message, EventBuilder into)
    {
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        var length = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    length = ends[reader.CurrentDepth - 1];
                    if (!TryAppendName(ref reader, ref length)) return false;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    ends[reader.CurrentDepth] = length;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    if (reader.CurrentDepth > 0) length = ends[reader.CurrentDepth];
                    break;
                case JsonTokenType.Null:
                    break;
                case JsonTokenType.String:
                    Take(path.AsSpan(0, length), Unescaped(ref reader), reader.CurrentDepth == 1, into);
                    break;
                default:
                    Take(path.AsSpan(0, length), reader.ValueSpan, reader.CurrentDepth == 1, into);
                    break;
            }
        }

        return true;
    }

    private bool TryAppendName(ref Utf8JsonReader reader, ref int length)
    {
        var name = Unescaped(ref reader);
        if (length + name.Length + 1 > LongestPath) return false;
        if (length > 0) path[length++] = (byte)'.';
        name.CopyTo(path.AsSpan(length));
        length += name.Length;
        return true;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        if (value.Length < reader.ValueSpan.Length) value = new byte[reader.ValueSpan.Length];
        return value.AsSpan(0, reader.CopyString(value));
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, bool top, EventBuilder into)
    {
        if (top && TryTakeOwn(name, text, into)) return;
        // The first value of a name stands; a later one, of an array or a doubled member, is kept beside it.
        if (Fields.TryFind(name, out var id) && !into.Event.TryGet(id, out _)) into.Set(id, text);
        else into.SetUnmapped(name, text);
    }

    private bool TryTakeOwn(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (name.SequenceEqual("product"u8)) product = Known(text, product);
        else if (name.SequenceEqual("service"u8)) service = Known(text, service);
        else if (name.SequenceEqual("category"u8)) category = Known(text, category);
        else if (name.SequenceEqual("class_uid"u8)) return TryNumber(text, out classUid);
        else if (name.SequenceEqual("activity_id"u8)) return TryNumber(text, out activity);
        else if (name.SequenceEqual("status_id"u8)) return TryNumber(text, out status);
        else if (name.SequenceEqual("time"u8)) return TryTime(text, into);
        // The log source's words stay visible as fields too.
        return false;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, EventBuilder into)
    {
        if (!Timestamps.TryRfc3339(text, out var time, out var length) || length != text.Length)
        {
            if (!Utf8Parser.TryParse(text, out long milliseconds, out length) || length != text.Length || !Timestamps.TryEpochMilliseconds(milliseconds, out time)) return false;
        }

        into.At(time);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        if (Utf8Parser.TryParse(text, out number, out var length) && length == text.Length) return true;
        number = 0;
        return false;
    }

    /// <summary>The same few words come with every line; a new string is made only when one changes.</summary>
    private string Known(ReadOnlySpan<byte> text, string before)
    {
        foreach (var (key, _) in sources)
        {
            if (Matches(key.Product, text)) return key.Product;
            if (Matches(key.Service, text)) return key.Service;
            if (Matches(key.Category, text)) return key.Category;
        }

        return text.Length > 128 ? before : System.Text.Encoding.UTF8.GetString(text);
    }

    private static bool Matches(string known, ReadOnlySpan<byte> text)
    {
        if (known.Length != text.Length) return false;
        for (var i = 0; i < known.Length; i++)
            if (known[i] != text[i] || text[i] > 127) return false;
        return true;
    }

    private LogSource SourceOf()
    {
        if (category.Length + product.Length + service.Length == 0) return LogSource.None;
        if (sources.TryGetValue((category, product, service), out var known)) return known;
        // A sender that invents names without end costs memory only up to here.
        if (sources.Count == MostSources) sources.Clear();
        return sources[(category, product, service)] = new LogSource(category, product, service);
    }

    private static byte[] Number(int number) => System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
