using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds;

/// <summary>The file of a file feed, where it is no lines: read whole, and again when it changes; what is durable already is passed over.</summary>
internal sealed class DocumentFollow(FeedInlet inlet, IngestOptions options)
{
    private readonly RecordBatch records = new(inlet, named: false);
    private FolderFile? known;

    /// <summary>False where the file is lines, or too short to tell: they are for who follows lines.</summary>
    /// <param name="stood">Where the feed stood; null where it never was.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task<bool> TryStep(string path, string? stood, CancellationToken stop)
    {
        if (!FileIdentity.TryOf(path, out var identity))
        {
            if (known is null) return false;
            inlet.Meter.Trouble($"{path} is missing");
            return true;
        }

        if (FileCursor.TryParse(stood, out var lines) && lines.File == identity) return false;
        known ??= new FolderFile(Path.GetFileName(path), stood);
        var info = new FileInfo(path);
        var (length, modified) = (info.Length, info.LastWriteTimeUtc);
        if (!known.IsDue(identity, length, modified, inlet.Time.GetUtcNow(), options.RotatedGrace, out var ripe)) return known.IsDocument;
        if (DocumentFile.FormOf(path, ripe) is not { } form || form == SourceForm.Lines)
        {
            known = null;
            return false;
        }

        known.IsDocument = true;
        await new DocumentFile(path, form, options.LineLimit).Read(known, ripe, records, stop).ConfigureAwait(false);
        (known.Length, known.Identity, known.Modified) = (length, identity, modified);
        inlet.Meter.Trouble(known.Fault);
        return true;
    }
}
