using System.Globalization;
using System.IO.Compression;

namespace Ward.Ingest.Feeds;

/// <summary>A gzip file, read once. Its cursor is gz:device:inode:packedLength:unpackedOffset, identity in hex; the same length again is the same content.</summary>
internal sealed class PackedFile(string path, FileIdentity identity, long length)
{
    public delegate Task Keeper(FolderFile known, IReadOnlyList<(ReadOnlyMemory<byte> Line, bool Cut)> lines, string cursor, CancellationToken stop);

    /// <summary>Reads on from where the file stood: what lies before is unpacked again and passed over.</summary>
    /// <exception cref="InvalidDataException">It is no gzip file.</exception>
    /// <exception cref="IOException">It cannot be read, or ends too early: it may still be being written.</exception>
    public async Task Read(FolderFile known, Keeper keep, int lineLimit, CancellationToken stop)
    {
        var stood = Stood(known.Cursor);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: false);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        var window = new LineWindow(lineLimit, firstSize: 128 << 10);
        var lines = new List<(ReadOnlyMemory<byte>, bool)>();
        int read;
        while ((read = await unpacked.ReadAsync(window.Room(), stop).ConfigureAwait(false)) > 0)
        {
            window.Filled(read);
            lines.Clear();
            while (window.TryTake(out var line, out var cut))
                if (window.Consumed > stood) lines.Add((line, cut));
            if (lines.Count > 0) await keep(known, lines, Cursor(window.Consumed), stop).ConfigureAwait(false);
        }

        if (window.TryTakeRest(out var rest, out var cutShort) && window.Consumed > stood) await keep(known, [(rest, cutShort)], Cursor(window.Consumed), stop).ConfigureAwait(false);
    }

    private string Cursor(long offset) => string.Create(CultureInfo.InvariantCulture, $"gz:{identity.Device:x}:{identity.Inode:x}:{length}:{offset}");

    /// <summary>The unpacked offset at which the same file stood, 0 where it is another.</summary>
    private long Stood(string? cursor)
    {
        if (cursor?.Split(':') is not ["gz", var device, var inode, var size, var offset]) return 0;
        return device == identity.Device.ToString("x", CultureInfo.InvariantCulture) && inode == identity.Inode.ToString("x", CultureInfo.InvariantCulture)
            && size == length.ToString(CultureInfo.InvariantCulture) && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var stood) ? stood : 0;
    }
}
