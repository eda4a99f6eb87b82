using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ward.Intelligence;

/// <summary>Lines of a feed as bytes: JSON, a line each, packed (gzip).</summary>
internal static class FeedPack
{
    private static readonly JsonSerializerOptions Shape = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static ReadOnlyMemory<byte> Pack(IReadOnlyList<FeedLine> lines)
    {
        var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in lines)
            {
                JsonSerializer.Serialize(packed, line, Shape);
                packed.WriteByte((byte)'\n');
            }
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <exception cref="InvalidDataException">They are none.</exception>
    public static IEnumerable<FeedLine> Unpack(ReadOnlyMemory<byte> packed)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return Read(line);
    }

    private static FeedLine Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<FeedLine>(line, Shape) ?? throw new InvalidDataException("What the hunt kept of a feed has an empty line.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"What the hunt kept of a feed is damaged: {fault.Message}", fault);
        }
    }
}
