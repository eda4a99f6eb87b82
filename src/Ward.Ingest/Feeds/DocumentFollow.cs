using Ward.Ingest.Forms;

namespace Ward.Ingest.Feeds;

/// <summary>The file of a file feed, where it is no lines: read whole, and again when it changes; what is durable already is passed over.</summary>
internal sealed class DocumentFollow(FeedInlet inlet, IngestOptions options)
{
    private readonly RecordBatch records = new(inlet, named: false);
    private FolderFile? known;

    /// <summary>Where the document stood that was read last; null where none was.</summary>
    public string? Stood { get; private set; }

    /// <summary>False where the file is lines, or too short to tell: they are for who follows lines.</summary>
    /// <param name="stood">Where the feed stood; null where it never was.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task<bool> TryStep(string path, string? stood, CancellationToken stop)
    {
        if (!FileState.TryOf(path, out var state))
        {
            if (known is null) return false;
            inlet.Meter.Trouble($"{path} is missing");
            return true;
        }

        if (FileCursor.TryParse(stood, out var lines) && lines.File == state.Identity) return false;
        known ??= new FolderFile(Path.GetFileName(path), stood);
        if (!known.IsDue(state, inlet.Time.GetUtcNow(), options.RotatedGrace, out var ripe)) return known.IsDocument;
        var form = state.Length == 0 ? null : DocumentFile.FormOf(path, ripe);
        if (form is null && (known.IsDocument || RecordCursor.TryParse(known.Cursor, out _)))
        {
            // Emptied, to be written anew: too little is there to tell, and where it stood is kept until there is more.
            (known.Last, known.HasRest, known.IsDocument) = (state, state.Length > 0, true);
            inlet.Meter.Trouble(known.Fault);
            return true;
        }

        if (form is null or SourceForm.Lines)
        {
            known = null;
            return false;
        }

        known.IsDocument = true;
        await new DocumentFile(path, form.Value, options.LineLimit).Read(known, ripe, records, stop).ConfigureAwait(false);
        known.Last = state;
        Stood = known.Cursor ?? Stood;
        inlet.Meter.Trouble(known.Fault);
        return true;
    }
}
