using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Documents;

namespace Ward.Cli.Commands;

/// <summary>Events from lines of a file or of standard input: raw ones, or documents that Ward's search and export wrote; JSON and XML documents and event files by their records.</summary>
internal static class EventLines
{
    private const int Most = 64 << 20;

    /// <summary>The lines, empty ones left out.</summary>
    /// <exception cref="IOException">It cannot be read, is empty, or is more than 64 MiB.</exception>
    public static async Task<IReadOnlyList<byte[]>> Read(string path, TextReader input, CancellationToken stop)
    {
        byte[] all;
        if (path == "-")
        {
            all = System.Text.Encoding.UTF8.GetBytes(await input.ReadToEndAsync(stop).ConfigureAwait(false));
        }
        else
        {
            if (new FileInfo(path) is { Exists: true, Length: > Most }) throw new IOException($"{path} is more than {Most >> 20} MiB; explain fewer lines at once");
            all = await File.ReadAllBytesAsync(path, stop).ConfigureAwait(false);
        }

        var lines = FileRecords.Of(new MemoryStream(all, writable: false), Most, _ => { }).Select(r => r.ToArray()).ToList();
        return lines.Count > 0 ? lines : throw new IOException($"{(path == "-" ? "standard input" : path)} holds no line");
    }

    /// <summary>The event of each line, to be kept; each lines' decoder is its own where Ward wrote it out. Null where there is no decoder of that name.</summary>
    public static IReadOnlyList<Event>? Events(IReadOnlyList<byte[]> lines, string decoder, string? host, DateTimeOffset? at)
    {
        if (!LineReader.TryMake(decoder, Asset(host), out var reader)) return null;
        var readers = new Dictionary<(string, AssetId?), LineReader?>();
        return [.. lines.Select(line => new EventBuilder().Copy(KeptLine.TryRead(line, out var kept) ? Again(kept, host, at, readers) : reader.Read(line, at)).Event)];
    }

    /// <summary>An envelope's event names who read what was inside, so the line is first looked at as it is.</summary>
    private static Event Again(KeptLine kept, string? host, DateTimeOffset? at, Dictionary<(string, AssetId?), LineReader?> readers)
    {
        var (asset, received) = (Asset(host ?? kept.Asset), at ?? kept.Received);
        var e = (Reader("auto") ?? throw new InvalidOperationException("There is no automatic decoder.")).Read(kept.Raw, received);
        return e.Decoder != kept.Decoder && Reader(kept.Decoder)?.Read(kept.Raw, received) is { Decoder.Length: > 0 } other ? other : e;

        LineReader? Reader(string decoder)
        {
            if (!readers.TryGetValue((decoder, asset), out var made)) readers[(decoder, asset)] = made = LineReader.TryMake(decoder, asset, out var reader) ? reader : null;
            return made;
        }
    }

    private static AssetId? Asset(string? host) => host is null ? null : new AssetId(host);
}
