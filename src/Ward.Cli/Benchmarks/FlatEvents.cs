using System.IO.Compression;
using System.Text.Json;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Journal;

namespace Ward.Cli.Benchmarks;

/// <summary>
/// Events from lines of flat JSON, plain or gzipped: each member a field under its own name, or the known field of that OCSF path;
/// product, category and service are the log source.
/// </summary>
internal sealed class FlatEvents
{
    private readonly Dictionary<(string Category, string Product, string Service), LogSource> sources = [];
    private byte[] buffer = new byte[4096];

    /// <summary>The lines of a file, empty ones left out.</summary>
    public static List<byte[]> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        plain.CopyTo(bytes);
        return WholeLines.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Writes the line's event; false where it is no flat JSON object.</summary>
    public bool TryRead(byte[] line, long offset, DateTimeOffset at, EventBuilder into)
    {
        into.Begin(new Arrival(new CityId("bench"), new FeedId("bench"), offset, at, Assurance.Authenticated, null, null, line, false));
        var (category, product, service) = ("", "", "");
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Unescaped(ref reader, 0, out var used);
                if (!reader.Read()) return false;
                if (reader.TokenType == JsonTokenType.Null) continue;
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return false;
                var value = Unescaped(ref reader, used, out _);
                name = buffer.AsSpan(0, used);
                if (name.SequenceEqual("category"u8)) category = System.Text.Encoding.UTF8.GetString(value);
                else if (name.SequenceEqual("product"u8)) product = System.Text.Encoding.UTF8.GetString(value);
                else if (name.SequenceEqual("service"u8)) service = System.Text.Encoding.UTF8.GetString(value);
                else into.SetUnmapped(name, value);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }

        if (!sources.TryGetValue((category, product, service), out var source)) sources[(category, product, service)] = source = new LogSource(category, product, service);
        into.Is(EventClass.Base, 0, 0, source);
        return true;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader, int from, out int end)
    {
        var length = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (buffer.Length < from + length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, from + length));
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) length = reader.CopyString(buffer.AsSpan(from));
        else reader.ValueSpan.CopyTo(buffer.AsSpan(from));
        end = from + length;
        return buffer.AsSpan(from, length);
    }
}
