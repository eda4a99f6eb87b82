using System.IO.Compression;
using System.Text.Json;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Cli.Benchmarks;

/// <summary>
/// Events from lines of JSON, plain or gzipped: each member a field under its own name, those of objects under their path with dots and those of arrays under
/// the array's name, as the decoders have them; product, category and service are the log source.
/// </summary>
internal sealed class FlatEvents
{
    private readonly Dictionary<(string Category, string Product, string Service), LogSource> sources = [];
    private byte[] buffer = new byte[4096];
    private byte[] path = new byte[256];
    private string category = "", product = "", service = "";

    /// <summary>The lines of a file, empty ones left out.</summary>
    public static List<byte[]> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        plain.CopyTo(bytes);
        return WholeLines.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Writes the line's event; false where it is no JSON object.</summary>
    public bool TryRead(byte[] line, long offset, DateTimeOffset at, EventBuilder into)
    {
        into.Begin(new Arrival(new CityId("bench"), new FeedId("bench"), offset, at, Assurance.Authenticated, null, null, line, false));
        (category, product, service) = ("", "", "");
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            Members(ref reader, 0, into);
            if (reader.Read()) return false;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }

        if (!sources.TryGetValue((category, product, service), out var source)) sources[(category, product, service)] = source = new LogSource(category, product, service);
        into.Is(EventClass.Base, 0, 0, source);
        return true;
    }

    /// <summary>The members of the object that has just begun; the reader bounds how deep they lie.</summary>
    /// <param name="prefix">How much of the path its own name takes.</param>
    private void Members(ref Utf8JsonReader reader, int prefix, EventBuilder into)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var end = Join(prefix, Unescaped(ref reader));
            reader.Read();
            Value(ref reader, end, into);
        }
    }

    private void Value(ref Utf8JsonReader reader, int end, EventBuilder into)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.StartObject:
                Members(ref reader, end, into);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Value(ref reader, end, into);
                break;
            default:
                Write(path.AsSpan(0, end), Unescaped(ref reader), into);
                break;
        }
    }

    private void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, EventBuilder into)
    {
        if (name.SequenceEqual("category"u8)) category = System.Text.Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("product"u8)) product = System.Text.Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("service"u8)) service = System.Text.Encoding.UTF8.GetString(value);
        else into.SetUnmapped(name, value);
    }

    private int Join(int prefix, ReadOnlySpan<byte> name)
    {
        var from = prefix == 0 ? 0 : prefix + 1;
        if (path.Length < from + name.Length) Array.Resize(ref path, Math.Max(path.Length * 2, from + name.Length));
        if (prefix > 0) path[prefix] = (byte)'.';
        name.CopyTo(path.AsSpan(from));
        return from + name.Length;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (buffer.Length < length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length));
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) length = reader.CopyString(buffer);
        else reader.ValueSpan.CopyTo(buffer);
        return buffer.AsSpan(0, length);
    }
}
