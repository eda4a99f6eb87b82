using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Ward.Ingest.Forms;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Follows one file by name: woken by the system's notice and, where that fails, by a poll. Rotation by rename is followed to the old file's
/// end and then into the new one; a truncated file is read from its start; a restart goes on where the journal says that the feed stood. A file that
/// is no lines by its content (a JSON or XML document, an event file of Windows) is read whole, by its records; one of which too little is there to tell waits until more is.
/// </summary>
internal sealed class FileFollow(FeedInlet inlet, FeedCursors cursors, IngestOptions options, ILogger logger) : IFeed
{
    private const int MostFinished = 16;
    private static readonly SearchValues<char> OfRotation = SearchValues.Create("0123456789.-_:TZ");
    private readonly string path = Path.GetFullPath(inlet.Feed.Path ?? throw new ArgumentException($"Feed {inlet.Feed.Id} names no path."));
    private readonly List<Arrival> batch = [];
    private readonly DocumentFollow document = new(inlet, options);
    private FileTail? current;
    private FileTail? rotated;
    private readonly Queue<FileTail> between = [];

    /// <summary>The last files that were read to their end.</summary>
    private readonly Queue<FileIdentity> finished = [];
    private DateTimeOffset rotatedUntil;
    private Undecided? undecided;
    private string? last;

    public async Task Run(CancellationToken stop)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        FileSystemWatcher? watcher = null;
        var poll = inlet.Time.CreateTimer(_ => wake.Writer.TryWrite(true), null, options.Poll, options.Poll);
        try
        {
            do
            {
                wake.Reader.TryRead(out _);
                watcher ??= TryWatch(wake.Writer);
                await Step(stop).ConfigureAwait(false);
            }
            while (await wake.Reader.WaitToReadAsync(stop).ConfigureAwait(false));
        }
        finally
        {
            await poll.DisposeAsync().ConfigureAwait(false);
            watcher?.Dispose();
            current?.Dispose();
            rotated?.Dispose();
            current = rotated = null;
            while (between.TryDequeue(out var tail)) tail.Dispose();
        }
    }

    private FileSystemWatcher? TryWatch(ChannelWriter<bool> wake)
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path))
            {
                NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName,
            };
            watcher.Changed += (_, _) => wake.TryWrite(true);
            watcher.Created += (_, _) => wake.TryWrite(true);
            watcher.Renamed += (_, _) => wake.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // The folder is missing, or the system has no watches left: the poll goes on alone and tries again.
            return null;
        }
    }

    private async Task Step(CancellationToken stop)
    {
        if (current is null && await IsDocument(last ?? cursors.Of(inlet.Feed.Id), stop).ConfigureAwait(false)) return;
        if (current is null && !TryOpen()) return;
        if (undecided is not null && !await Decide(undecided, stop).ConfigureAwait(false)) return;
        await DrainRotated(stop).ConfigureAwait(false);
        if (current!.WasTruncated()) current.StartAt(0);
        await Drain(current, stop).ConfigureAwait(false);
        if (FileIdentity.TryOf(path, out var now) && now != current.Identity) await Turn(stop).ConfigureAwait(false);
        if (rotated is not null && inlet.Time.GetUtcNow() >= rotatedUntil) await Finish(stop).ConfigureAwait(false);
    }

    private bool TryOpen()
    {
        try
        {
            current = FileTail.Open(path, options.LineLimit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            inlet.Meter.Trouble(e is FileNotFoundException or DirectoryNotFoundException ? $"{path} is missing" : e.Message);
            // What appears later is new from its first byte on.
            last ??= cursors.Of(inlet.Feed.Id) ?? Remember("");
            return false;
        }

        inlet.Meter.Trouble(null);
        Resume(current);
        return true;
    }

    /// <summary>Whether the file at hand is to be read as lines now.</summary>
    private async Task<bool> Decide(Undecided at, CancellationToken stop)
    {
        var length = current!.Length;
        if (length != at.Length) undecided = at = new Undecided(length, inlet.Time.GetUtcNow());
        // Where it has been put aside already, nobody makes a document of it.
        var form = FileIdentity.TryOf(path, out var now) && now == current.Identity
            ? FormAt(length > 0 && inlet.Time.GetUtcNow() - at.Since >= options.RotatedGrace) : SourceForm.Lines;
        if (form is null) return false;
        undecided = null;
        if (form == SourceForm.Lines) return true;
        current.Dispose();
        current = null;
        await IsDocument(last, stop).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> IsDocument(string? stood, CancellationToken stop)
    {
        var found = await document.TryStep(path, stood, stop).ConfigureAwait(false);
        // Lines in a document's place are new from their first byte on.
        if (found) last = document.Stood ?? last;
        return found;
    }

    /// <summary>What is gone or shut in the meantime is read on as what is at hand: lines.</summary>
    private SourceForm? FormAt(bool whole)
    {
        try
        {
            return DocumentFile.FormOf(path, whole);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SourceForm.Lines;
        }
    }

    private void Resume(FileTail tail)
    {
        last ??= cursors.Of(inlet.Feed.Id);
        if (!FileCursor.TryParse(last, out _) && tail.EndOfLastLine() == 0 && FormAt(whole: false) is null)
        {
            // Lines or a document: either is new from its first byte on.
            undecided = new Undecided(-1, inlet.Time.GetUtcNow());
            last ??= Remember("");
        }

        if (last is null)
        {
            tail.StartAt(inlet.Feed.FromStart ? 0 : tail.EndOfLastLine());
            Remember(tail.Cursor.ToString());
            return;
        }

        if (!FileCursor.TryParse(last, out var stood))
        {
            tail.StartAt(0);
            return;
        }

        tail.StartAt(tail.Continues(stood) ? stood.Offset : 0);
        if (tail.Identity == stood.File) return;
        rotated = FindRotated(stood);
        if (rotated is null)
        {
            logger.FileGone(inlet.Feed.Id);
            return;
        }

        FindBetween(rotated, tail);
        Grace();
    }

    /// <summary>The file in which the feed stood, under the name that rotation gave it: one beside the path that begins with its name.</summary>
    private FileTail? FindRotated(FileCursor stood)
    {
        try
        {
            foreach (var beside in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "?*"))
            {
                if (!FileIdentity.TryOf(beside, out var identity) || identity != stood.File) continue;
                var tail = FileTail.Open(beside, options.LineLimit);
                if (tail.Continues(stood))
                {
                    tail.StartAt(stood.Offset);
                    return tail;
                }

                tail.Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            inlet.Meter.Trouble(e.Message);
        }

        return null;
    }

    /// <summary>The path names another file now: the one at hand is read on for a while, its writer may still hold it.</summary>
    private async Task Turn(CancellationToken stop)
    {
        FileTail next;
        try
        {
            next = FileTail.Open(path, options.LineLimit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        if (rotated is not null) await Finish(stop).ConfigureAwait(false);
        rotated = current;
        current = next;
        current.StartAt(0);
        FindBetween(rotated!, current);
        Grace();
        await DrainRotated(stop).ConfigureAwait(false);
        await Drain(current, stop).ConfigureAwait(false);
    }

    /// <summary>Of several rotations at once: the files that were written to after the one that was read, and were put aside unread.</summary>
    private void FindBetween(FileTail old, FileTail now)
    {
        try
        {
            var (since, found) = (old.Modified, new List<(DateTime Modified, FileIdentity Identity, string Path)>());
            foreach (var beside in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "?*"))
            {
                if (!IsRotations(Path.GetFileName(beside).AsSpan(Path.GetFileName(path).Length)) || !FileState.TryOf(beside, out var state)) continue;
                if (state.Modified > since && state.Identity != old.Identity && state.Identity != now.Identity && !finished.Contains(state.Identity)) found.Add((state.Modified, state.Identity, beside));
            }

            foreach (var (_, _, beside) in found.DistinctBy(f => f.Identity).OrderBy(f => f.Modified))
            {
                var tail = FileTail.Open(beside, options.LineLimit);
                tail.StartAt(0);
                between.Enqueue(tail);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            inlet.Meter.Trouble(e.Message);
        }
    }

    /// <summary>A number or a date, set off as rotation does it: another log whose name begins alike, or what was packed, is not it.</summary>
    private static bool IsRotations(ReadOnlySpan<char> ending) => ending is ['.' or '-' or '_', ..] && ending.ContainsAnyInRange('0', '9') && !ending.ContainsAnyExcept(OfRotation);

    private async Task DrainRotated(CancellationToken stop)
    {
        if (rotated is not null) await Drain(rotated, stop).ConfigureAwait(false);
        while (between.TryDequeue(out var next))
        {
            if (rotated is not null) await Finish(stop).ConfigureAwait(false);
            rotated = next;
            Grace();
            await Drain(rotated, stop).ConfigureAwait(false);
        }
    }

    private async Task Finish(CancellationToken stop)
    {
        await Drain(rotated!, stop).ConfigureAwait(false);
        if (rotated!.Window.TryTakeRest(out var line, out var cut))
        {
            batch.Clear();
            batch.Add(inlet.Make(line, cut, Assurance.Authenticated, null));
            await inlet.Append(batch, stop).ConfigureAwait(false);
        }

        finished.Enqueue(rotated.Identity);
        if (finished.Count > MostFinished) finished.Dequeue();
        rotated.Dispose();
        rotated = null;
    }

    private async Task Drain(FileTail tail, CancellationToken stop)
    {
        while (tail.Read() > 0)
        {
            batch.Clear();
            while (tail.Window.TryTake(out var line, out var cut))
                if (line.Length > 0) batch.Add(inlet.Make(line, cut, Assurance.Authenticated, null));
            if (batch.Count == 0) continue;
            // Late lines of the old file must not turn the position back once the new one has been read.
            var moves = tail == current || current!.Window.Consumed == 0;
            if (moves) batch[^1] = batch[^1] with { Cursor = tail.Cursor.ToString() };
            await inlet.Append(batch, stop).ConfigureAwait(false);
            if (moves) last = batch[^1].Cursor;
        }
    }

    private void Grace() => rotatedUntil = inlet.Time.GetUtcNow() + options.RotatedGrace;

    private string Remember(string cursor)
    {
        cursors.Begin(inlet.Feed.Id, cursor);
        return last = cursor;
    }

    /// <summary>How long a file was that may be lines or a document, and since when.</summary>
    private sealed record Undecided(long Length, DateTimeOffset Since);
}
