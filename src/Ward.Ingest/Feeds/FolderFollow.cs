using System.IO.Enumeration;
using Ward.Ingest.Forms;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Every file of one folder (not of those below it) whose name fits the pattern: read once from its start, then followed. A file that was renamed is
/// known by its identity, and so is the file to which a link leads: of several names of one file the first is read. One that was emptied or replaced is
/// read anew. Names that end in .gz are unpacked and read once they have come to rest. A line without an end at a file's end is taken when the file has not grown for the
/// rotation's grace. Files that are no lines by their content (JSON and XML documents, event files of Windows) are read by their records.
/// </summary>
internal sealed class FolderFollow(FeedInlet inlet, FeedCursors cursors, IngestOptions options) : IFeed
{
    /// <summary>Files looked at in one folder; beyond it the feed shows trouble, and those that the system lists last are not seen.</summary>
    public const int MostFiles = 100_000;

    /// <summary>So many files are looked at each time; of more, all are, and as many times fewer.</summary>
    private const int FilesOfALook = 10_000;

    private readonly string folder = Path.GetFullPath(inlet.Feed.Path ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no path."));
    private readonly FolderFiles files = new(inlet.Feed.Id, cursors, inlet.Time, options.RotatedGrace);
    private readonly List<Arrival> batch = [];
    private int passOver;
    private readonly RecordBatch records = new(inlet, named: true);

    public async Task Run(CancellationToken stop)
    {
        files.Recover();
        using var timer = new PeriodicTimer(options.Poll * 4, inlet.Time);
        do
        {
            if (passOver > 0) passOver--;
            else inlet.Meter.Trouble(await Look(stop).ConfigureAwait(false));
        }
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
    }

    /// <summary>One look at every file; the trouble there was, or null.</summary>
    private async Task<string?> Look(CancellationToken stop)
    {
        var names = new List<string>();
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder).TakeWhile(_ => names.Count <= MostFiles))
                if (FileSystemName.MatchesSimpleExpression(inlet.Feed.Pattern, Path.GetFileName(path), ignoreCase: false)) names.Add(Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is DirectoryNotFoundException ? $"{folder} is missing" : e.Message;
        }

        names.Sort(StringComparer.Ordinal);
        var trouble = names.Count > MostFiles ? $"{folder} holds more than {MostFiles} files that fit; not all are read: move away what was read" : null;
        passOver = (names.Count - 1) / FilesOfALook;
        files.BeginLook();
        foreach (var name in names)
        {
            try
            {
                await Take(name, stop).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
            {
                // One file that cannot be read keeps no other from being read.
                trouble = $"{name}: {e.Message}";
            }
        }

        files.EndLook();
        return trouble ?? files.Fault;
    }

    private async Task Take(string name, CancellationToken stop)
    {
        var path = Path.Combine(folder, name);
        if (!FileState.TryOf(path, out var state) || files.At(name, state) is not { } known) return;
        var now = inlet.Time.GetUtcNow();
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            if (!known.IsDueAtRest(state, now, options.RotatedGrace)) return;
            try
            {
                await new PackedFile(path, state.Identity).Read(known, Keep, records, options.LineLimit, stop).ConfigureAwait(false);
            }
            catch (InvalidDataException e)
            {
                // Damaged: what stands before is taken. It is unpacked again when it has changed.
                known.Fault = $"{name}: {e.Message}";
            }

            known.HasRest = false;
            return;
        }

        if (!known.IsDue(state, now, options.RotatedGrace, out var ripe)) return;
        await Follow(path, known, ripe, stop).ConfigureAwait(false);
        known.Last = state;
    }

    private async Task Follow(string path, FolderFile known, bool takeRest, CancellationToken stop)
    {
        using var tail = FileTail.Open(path, options.LineLimit);
        var goesOn = FileCursor.TryParse(known.Cursor, out var at) && tail.Continues(at);
        var form = goesOn ? SourceForm.Lines : DocumentFile.FormOf(path, whole: takeRest);
        if (form != SourceForm.Lines)
        {
            // Too little to tell: looked at again when it has grown, or will grow no more.
            (known.HasRest, known.IsDocument) = (form is null, form is not null);
            if (form is { } told) await new DocumentFile(path, told, options.LineLimit).Read(known, takeRest, records, stop).ConfigureAwait(false);
            return;
        }

        (known.Fault, known.IsDocument) = (null, false);
        tail.StartAt(goesOn ? at.Offset : 0);
        while (tail.Read() > 0)
        {
            batch.Clear();
            while (tail.Window.TryTake(out var line, out var cut)) Add(line, cut);
            await Keep(known, tail.Cursor.ToString(), stop).ConfigureAwait(false);
        }

        known.HasRest = tail.Window.HasPart;
        if (!takeRest || !tail.Window.TryTakeRest(out var rest, out var cutShort)) return;
        batch.Clear();
        Add(rest, cutShort);
        await Keep(known, tail.Cursor.ToString(), stop).ConfigureAwait(false);
        known.HasRest = false;
    }

    private async Task Keep(FolderFile known, IReadOnlyList<(ReadOnlyMemory<byte> Line, bool Cut)> lines, string cursor, CancellationToken stop)
    {
        batch.Clear();
        foreach (var (line, cut) in lines) Add(line, cut);
        await Keep(known, cursor, stop).ConfigureAwait(false);
    }

    private void Add(ReadOnlyMemory<byte> line, bool cut)
    {
        if (line.Length > 0) batch.Add(inlet.Make(line, cut, Assurance.Authenticated, null));
    }

    private async Task Keep(FolderFile known, string cursor, CancellationToken stop)
    {
        if (batch.Count == 0) return;
        batch[^1] = batch[^1] with { Cursor = $"{known.Name}/{cursor}" };
        await inlet.Append(batch, stop).ConfigureAwait(false);
        known.Cursor = cursor;
    }
}
