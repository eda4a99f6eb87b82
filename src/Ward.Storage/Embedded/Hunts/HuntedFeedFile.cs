using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ward.Detect.Hunts;
using Ward.Detect.Indicators;
using Ward.Standards.Streams;
using Ward.Storage.Operational;

namespace Ward.Storage.Embedded.Hunts;

/// <summary>What a feed had brought: a line of JSON that names it, and behind it the content.</summary>
internal static class HuntedFeedFile
{
    private const int LongestHeader = 1 << 16;

    public static void Write(string file, HuntedFeed feed) => WholeFile.Replace(file, stream =>
    {
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(new Header(feed.Source, feed.Version, feed.Changed, Convert.ToHexStringLower(SHA256.HashData(feed.Content.Span))), RecordJson.Options));
        stream.WriteByte((byte)'\n');
        stream.Write(feed.Content.Span);
    });

    /// <exception cref="IOException">The file is damaged.</exception>
    public static HuntedFeed Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var end = bytes.AsSpan(0, Math.Min(bytes.Length, LongestHeader)).IndexOf((byte)'\n');
        if (end < 0) throw new IOException($"{file} is damaged: it does not name its feed.");
        var header = RecordJson.Read<Header>(Encoding.UTF8.GetString(bytes, 0, end));
        var content = bytes.AsMemory(end + 1);
        if (Convert.ToHexStringLower(SHA256.HashData(content.Span)) != header.Digest) throw new IOException($"{file} is damaged: its content is not what was written.");
        return new HuntedFeed(header.Source, header.Version, header.Changed, content);
    }

    /// <param name="Digest">SHA-256 of the content, hex.</param>
    private sealed record Header(IndicatorSource Source, string Version, DateTimeOffset? Changed, string Digest);
}
