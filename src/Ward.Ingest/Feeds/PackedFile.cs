using System.Globalization;
using System.IO.Compression;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds;

/// <summary>
/// A gzip file, read once. Its cursor is gz:device:inode:packedLength:unpackedOffset, identity in hex, or with r and the count of records in place of the
/// offset where these are not lines; the same length again is the same content.
/// </summary>
internal sealed class PackedFile(string path, FileIdentity identity, long length)
{
    public delegate Task Keeper(FolderFile known, IReadOnlyList<(ReadOnlyMemory<byte> Line, bool Cut)> lines, string cursor, CancellationToken stop);

    /// <summary>Reads on from where the file stood: what lies before is unpacked again and passed over.</summary>
    /// <exception cref="InvalidDataException">It is no gzip file.</exception>
    /// <exception cref="IOException">It cannot be read, or ends too early: it may still be being written.</exception>
    public async Task Read(FolderFile known, Keeper keep, RecordBatch batch, int lineLimit, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: false);
        await using var packed = new GZipStream(file, CompressionMode.Decompress);
        var start = new byte[FormGuess.Enough];
        start = start[..await packed.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false)];
        await using var unpacked = new BegunStream(start, packed);
        if (FormGuess.Of(start, whole: true) is { } form and not SourceForm.Lines)
        {
            var reader = RecordReader.Over(form, unpacked, lineLimit);
            await batch.Take(known, reader, Stood(known.Cursor, "r"), seen => Cursor("r", seen), ripe: true, stop).ConfigureAwait(false);
            return;
        }

        var stood = Stood(known.Cursor, "");
        var window = new LineWindow(lineLimit, firstSize: 128 << 10);
        var lines = new List<(ReadOnlyMemory<byte>, bool)>();
        int read;
        while ((read = await unpacked.ReadAsync(window.Room(), stop).ConfigureAwait(false)) > 0)
        {
            window.Filled(read);
            lines.Clear();
            while (window.TryTake(out var line, out var cut))
                if (window.Consumed > stood) lines.Add((line, cut));
            if (lines.Count > 0) await keep(known, lines, Cursor("", window.Consumed), stop).ConfigureAwait(false);
        }

        if (window.TryTakeRest(out var rest, out var cutShort) && window.Consumed > stood) await keep(known, [(rest, cutShort)], Cursor("", window.Consumed), stop).ConfigureAwait(false);
    }

    private string Cursor(string mark, long at) => string.Create(CultureInfo.InvariantCulture, $"gz:{identity.Device:x}:{identity.Inode:x}:{length}:{mark}{at}");

    /// <summary>The unpacked offset or count of records at which the same file stood, 0 where it is another.</summary>
    private long Stood(string? cursor, string mark)
    {
        if (cursor?.Split(':') is not ["gz", var device, var inode, var size, var offset]) return 0;
        return device == identity.Device.ToString("x", CultureInfo.InvariantCulture) && inode == identity.Inode.ToString("x", CultureInfo.InvariantCulture)
            && size == length.ToString(CultureInfo.InvariantCulture) && offset.StartsWith(mark, StringComparison.Ordinal)
            && long.TryParse(offset.AsSpan(mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var stood) ? stood : 0;
    }
}
