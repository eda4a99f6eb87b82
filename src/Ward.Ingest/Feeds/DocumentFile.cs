using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds;

/// <summary>
/// A file whose records do not stand one a line: JSON documents, XML documents, event files of Windows. It is read from its start at each look that
/// finds it changed, and the records that are durable already are passed over. Where it ends within a record it may still be being written: that is
/// damage only once it has not grown for the rotation's grace.
/// </summary>
internal sealed class DocumentFile(string path, SourceForm form, int limit)
{
    /// <summary>Where an event file's first record stands; what comes before changes as the log grows.</summary>
    private const int FirstRecord = 4096 + 512, EventHead = 64;

    /// <summary>What the file at the path is; null where too little of it is there to tell.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SourceForm? FormOf(string path, bool whole)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = new byte[(int)Math.Min(FormGuess.Enough, RandomAccess.GetLength(file))];
        return FormGuess.Of(start.AsSpan(0, RandomAccess.Read(file, start, 0)), whole);
    }

    /// <summary>Takes what is new; <paramref name="batch"/> keeps it.</summary>
    /// <param name="ripe">Whether the file has not grown for the rotation's grace.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task Read(FolderFile known, bool ripe, RecordBatch batch, CancellationToken stop)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        if (!FileIdentity.TryOf(file.SafeFileHandle, out var identity)) throw new IOException($"{path} cannot be identified.");
        var stood = RecordCursor.TryParse(known.Cursor, out var cursor) && cursor.File == identity && Head(file, cursor.HeadLength) is { } same && FileCursor.Hash(same) == cursor.HeadHash ? cursor.Records : 0;
        if (Head(file, null) is not { } head) return;
        var reader = RecordReader.Over(form, file, limit);
        var hash = FileCursor.Hash(head);
        await batch.Take(known, reader, stood, seen => new RecordCursor(identity, seen, head.Length, hash).ToString(), ripe, stop).ConfigureAwait(false);
    }

    /// <summary>The bytes of the fingerprint: so many, or as many as there are; null where there are fewer than asked for.</summary>
    private byte[]? Head(FileStream file, int? length)
    {
        var from = form == SourceForm.EventLog ? FirstRecord : 0;
        var there = (int)Math.Clamp(file.Length - from, 0, form == SourceForm.EventLog ? EventHead : RecordCursor.LongestHead);
        if (length > there) return null;
        var head = new byte[length ?? there];
        return RandomAccess.Read(file.SafeFileHandle, head, from) == head.Length ? head : null;
    }
}
