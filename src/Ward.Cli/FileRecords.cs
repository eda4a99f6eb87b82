using System.IO.Compression;
using Ward.Ingest.Forms;

namespace Ward.Cli;

/// <summary>The records of a file: its lines, or what its JSON and XML documents and event files of Windows hold; .gz is unpacked.</summary>
internal static class FileRecords
{
    private const int Longest = 1 << 20;

    /// <summary>Each is valid until the next. A record over a megabyte is left out, of a line the beginning is taken.</summary>
    /// <param name="told">Hears at the end, in words, what could not be taken.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="InvalidDataException">It is named .gz and is none.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(string path, Action<string> told)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        foreach (var record in Of(plain, Longest, told)) yield return record;
    }

    /// <summary>The same of a stream, up to another limit.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream source, int longest, Action<string> told)
    {
        var reader = RecordReader.Open(source, longest, out _);
        while (reader.TryNext(out var record)) yield return record;
        if (Lost(reader) is { } lost) told(lost);
    }

    /// <summary>What was not taken, in words; null where all was.</summary>
    public static string? Lost(RecordReader reader)
    {
        var count = reader.Refused + reader.Damaged + (reader.IsWhole ? 0 : 1);
        return count == 0 ? null : $"{count} {(count == 1 ? "record or place" : "records or places")} not read; {reader.Fault ?? $"it ends within what follows record {reader.Seen}"}";
    }
}
