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
        if (Head(file) is not { } head) return;
        var stood = 0L;
        if (RecordCursor.TryParse(known.Cursor, out var cursor) && cursor.File == identity)
        {
            if (head.Length < cursor.HeadLength && !ripe)
            {
                // Emptied, to be written anew: whether it will begin as it did, its writer has not said yet.
                known.HasRest = true;
                return;
            }

            if (head.Length >= cursor.HeadLength && FileCursor.Hash(head.AsSpan(0, cursor.HeadLength)) == cursor.HeadHash) stood = cursor.Records;
        }

        var reader = RecordReader.Over(form, file, limit);
        await batch.Take(known, reader, stood, Cursor, ripe, stop).ConfigureAwait(false);

        // What stands after the last record goes away when the next one comes.
        string Cursor(long seen, long end)
        {
            var length = form == SourceForm.EventLog ? head.Length : (int)Math.Min(head.Length, end);
            return new RecordCursor(identity, seen, length, FileCursor.Hash(head.AsSpan(0, length))).ToString();
        }
    }

    /// <summary>The bytes of which the fingerprint is made, as many as there are; null where they cannot be read.</summary>
    private byte[]? Head(FileStream file)
    {
        var from = form == SourceForm.EventLog ? FirstRecord : 0;
        var head = new byte[(int)Math.Clamp(file.Length - from, 0, form == SourceForm.EventLog ? EventHead : RecordCursor.LongestHead)];
        return RandomAccess.Read(file.SafeFileHandle, head, from) == head.Length ? head : null;
    }
}
