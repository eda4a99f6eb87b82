using System.IO.Compression;
using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds;

/// <summary>A gzip file that has come to rest. One that has grown since it was read is unpacked again, and what was read is passed over.</summary>
internal sealed class PackedFile(string path, FileIdentity identity)
{
    public delegate Task Keeper(FolderFile known, IReadOnlyList<(ReadOnlyMemory<byte> Line, bool Cut)> lines, string cursor, CancellationToken stop);

    /// <summary>Reads on from where the file stood. Of one that breaks off the line at its end is left, for it may be half a line.</summary>
    /// <exception cref="InvalidDataException">It is no gzip file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task Read(FolderFile known, Keeper keep, RecordBatch batch, int lineLimit, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: false);
        var length = file.Length;
        var head = new byte[Math.Min(PackedCursor.LongestHead, length)];
        head = head[..RandomAccess.Read(file.SafeFileHandle, head, 0)];
        var cursor = new PackedCursor(identity, length, false, 0, head.Length, FileCursor.Hash(head));
        var stood = PackedCursor.TryParse(known.Cursor, out var at) && at.GoesOn(identity, length, head) ? at : cursor;
        await using var packed = new GZipStream(file, CompressionMode.Decompress);
        var start = new byte[FormGuess.Enough];
        start = start[..await packed.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false)];
        await using var unpacked = new BegunStream(start, packed);
        if (FormGuess.Of(start, whole: true) is { } form and not SourceForm.Lines)
        {
            var reader = RecordReader.Over(form, unpacked, lineLimit);
            await batch.Take(known, reader, stood.IsRecords ? stood.At : 0, (seen, _) => (cursor with { IsRecords = true, At = seen }).ToString(), ripe: true, stop).ConfigureAwait(false);
            return;
        }

        var from = stood.IsRecords ? 0 : stood.At;
        var window = new LineWindow(lineLimit, firstSize: 128 << 10);
        var lines = new List<(ReadOnlyMemory<byte>, bool)>();
        long total = 0;
        int read;
        while ((read = await unpacked.ReadAsync(window.Room(), stop).ConfigureAwait(false)) > 0)
        {
            total += read;
            window.Filled(read);
            lines.Clear();
            while (window.TryTake(out var line, out var cut))
                if (window.Consumed > from) lines.Add((line, cut));
            if (lines.Count > 0) await keep(known, lines, (cursor with { At = window.Consumed }).ToString(), stop).ConfigureAwait(false);
        }

        known.Fault = window.HasPart && !PackedEnd.IsWhole(file, length, total) ? $"{known.Name}: it breaks off within a line" : null;
        if (known.Fault is null && window.TryTakeRest(out var rest, out var cutShort) && window.Consumed > from)
            await keep(known, [(rest, cutShort)], (cursor with { At = window.Consumed }).ToString(), stop).ConfigureAwait(false);
    }
}
