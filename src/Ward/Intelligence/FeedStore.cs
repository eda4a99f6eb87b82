using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ward.Ingest.Feeds;
using Ward.Standards.Streams;

namespace Ward.Intelligence;

/// <summary>
/// The last good content of every feed on disk, named by its digest, and which contents made which set. Written beside and renamed:
/// a crash leaves the old or the new. What cannot be read is as if it were not there, and said. Not thread-safe.
/// </summary>
internal sealed class FeedStore(string folder)
{
    /// <summary>Sets that can still be made again. A snapshot names the one in force or the one before.</summary>
    private const int KeptSets = 4;

    private static readonly JsonSerializerOptions Shape = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private string Contents => Path.Combine(folder, "contents");

    private string Sets => Path.Combine(folder, "sets");

    /// <returns>The content's version: SHA-256 over its lines.</returns>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public string Save(IReadOnlyList<FeedLine> lines)
    {
        Directory.CreateDirectory(Contents);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var beside = Path.Combine(Contents, "writing");
        using (var to = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using (var packed = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))
            {
                foreach (var line in lines)
                {
                    var json = JsonSerializer.SerializeToUtf8Bytes(line, Shape);
                    hash.AppendData(json);
                    hash.AppendData("\n"u8);
                    packed.Write(json);
                    packed.Write("\n"u8);
                }
            }

            DiskFlush.Flush(to);
        }

        var version = Convert.ToHexStringLower(hash.GetHashAndReset());
        File.Move(beside, FileOf(version), overwrite: true);
        return version;
    }

    /// <summary>The lines of a content, or null where it is not there or damaged.</summary>
    public IReadOnlyList<FeedLine>? Load(string version)
    {
        if (!File.Exists(FileOf(version))) return null;
        try
        {
            using var reader = new StreamReader(new GZipStream(new FileStream(FileOf(version), FileMode.Open, FileAccess.Read, FileShare.Read), CompressionMode.Decompress), Encoding.UTF8);
            var lines = new List<FeedLine>();
            while (reader.ReadLine() is { } line) lines.Add(JsonSerializer.Deserialize<FeedLine>(line, Shape) ?? throw new JsonException("A line is empty."));
            return lines;
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>Notes what a set was made of, and lets go of what no kept set needs.</summary>
    public void Note(string set, IReadOnlyList<SetPart> parts, IEnumerable<string> current)
    {
        var number = Noted().Select(n => n.Number).DefaultIfEmpty(0).Max() + 1;
        SavedFile.Replace(Path.Combine(Sets, $"{number:D10}-{set}.json"), parts, Shape);
        var all = Noted().OrderByDescending(n => n.Number).ToList();
        foreach (var old in all.Skip(KeptSets)) File.Delete(old.File);
        var needed = all.Take(KeptSets).SelectMany(n => Read<List<SetPart>>(n.File) ?? []).Select(p => p.Content).Concat(current).ToHashSet(StringComparer.Ordinal);
        if (!Directory.Exists(Contents)) return;
        foreach (var file in Directory.EnumerateFiles(Contents, "*.gz"))
            if (!needed.Contains(Path.GetFileNameWithoutExtension(file))) File.Delete(file);
    }

    /// <summary>What a set was made of, or null where that is no longer known.</summary>
    public IReadOnlyList<SetPart>? PartsOf(string set) =>
        Noted().OrderByDescending(n => n.Number).FirstOrDefault(n => n.Set == set) is { File: { } file } ? Read<List<SetPart>>(file) : null;

    public FeedMemory? Remember(string feed) => Read<FeedMemory>(MemoryOf(feed));

    public void Save(string feed, FeedMemory memory)
    {
        SavedFile.Replace(MemoryOf(feed), memory, Shape);
    }

    private string FileOf(string version) => Path.Combine(Contents, version + ".gz");

    private string MemoryOf(string feed) => Path.Combine(folder, feed + ".json");

    private IEnumerable<(long Number, string Set, string File)> Noted()
    {
        if (!Directory.Exists(Sets)) yield break;
        foreach (var file in Directory.EnumerateFiles(Sets, "*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(file).Split('-');
            if (name.Length == 2 && long.TryParse(name[0], out var number)) yield return (number, name[1], file);
        }
    }

    private static T? Read<T>(string file)
        where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), Shape) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return null;
        }
    }
}
