using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>
/// Where each file feed stood, as of a journal offset. The journal itself is the truth; this is what lets the journal forget.
/// A feed of many files has one cursor for each, under its name: such a cursor is written NAME/CURSOR, since no file's name has a slash.
/// Kept in a small file that is replaced atomically. Thread-safe.
/// </summary>
public sealed class FeedCursors
{
    private readonly Lock gate = new();
    private readonly Lock saving = new();
    private readonly Dictionary<string, string> cursors = new(StringComparer.Ordinal);
    private readonly string? path;
    private readonly ILogger logger;
    private long upTo;
    private bool changed;

    private FeedCursors(string? path, ILogger logger) => (this.path, this.logger) = (path, logger);

    /// <summary>Every cursor of an arrival before this offset is known.</summary>
    public long UpTo
    {
        get
        {
            lock (gate) return upTo;
        }
    }

    /// <summary>The saved positions, brought up to date by what the journal holds beyond them. A file that cannot be read is as none.</summary>
    public static async Task<FeedCursors> Recover(string? path, IJournal journal, ILogger logger, CancellationToken stop)
    {
        var found = new FeedCursors(path, logger);
        await found.Load(stop).ConfigureAwait(false);
        await foreach (var arrival in journal.Read(found.upTo, journal.End, stop).ConfigureAwait(false)) found.Note(arrival);
        return found;
    }

    /// <summary>Where the feed stood after its last durable line; null where it was never seen.</summary>
    public string? Of(FeedId feed)
    {
        lock (gate) return cursors.GetValueOrDefault(feed.Value);
    }

    /// <summary>Takes the arrival's cursor; arrivals come in journal order, those already known are passed over.</summary>
    public void Note(Arrival arrival)
    {
        lock (gate)
        {
            if (arrival.Offset < upTo) return;
            upTo = arrival.Offset + 1;
            if (arrival.Cursor is null) return;
            var slash = arrival.Cursor.LastIndexOf('/');
            if (slash < 0) cursors[arrival.Feed.Value] = arrival.Cursor;
            else cursors[Key(arrival.Feed, arrival.Cursor[..slash])] = arrival.Cursor[(slash + 1)..];
            changed = true;
        }
    }

    /// <summary>Where each file of the feed stood, by the file's name.</summary>
    public Dictionary<string, string> FilesOf(FeedId feed)
    {
        var prefix = Key(feed, "");
        lock (gate) return cursors.Where(c => c.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(c => c.Key[prefix.Length..], c => c.Value);
    }

    /// <summary>The file of a feed has another name now and stands where it stood; under the old name another file may stand already.</summary>
    public void Move(FeedId feed, string from, string to, string cursor)
    {
        lock (gate)
        {
            if (cursors.TryGetValue(Key(feed, from), out var left) && FilePlace.TryParse(left, out var place) && FilePlace.TryParse(cursor, out var moved) && place.File == moved.File)
                cursors.Remove(Key(feed, from));
            cursors[Key(feed, to)] = cursor;
            changed = true;
        }
    }

    /// <summary>What a feed keeps beside its files' cursors, under a name that no file has.</summary>
    public void Set(FeedId feed, string name, string value)
    {
        lock (gate)
        {
            cursors[Key(feed, name)] = value;
            changed = true;
        }
    }

    /// <summary>Forgets a file of the feed that is no longer there.</summary>
    public void Forget(FeedId feed, string file)
    {
        lock (gate) changed |= cursors.Remove(Key(feed, file));
    }

    /// <summary>Where a feed begins that has brought no line yet; saved at once, so that a restart misses nothing.</summary>
    public void Begin(FeedId feed, string cursor)
    {
        lock (gate)
        {
            if (!cursors.TryAdd(feed.Value, cursor)) return;
            changed = true;
        }

        Save();
    }

    /// <summary>Writes the positions where they changed. False where that failed; it is logged and tried again at the next call.</summary>
    public bool Save()
    {
        if (path is null) return true;
        // The disk is slow and the lines are not: only savers wait for it.
        lock (saving)
        {
            Saved now;
            lock (gate)
            {
                if (!changed) return true;
                changed = false;
                now = new Saved(1, upTo, new Dictionary<string, string>(cursors));
            }

            try
            {
                SavedFile.Replace(path, now);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lock (gate) changed = true;
                logger.CursorsUnsaved(path, e.Message);
                return false;
            }
        }
    }

    private static string Key(FeedId feed, string file) => $"{feed}/{file}";

    private async Task Load(CancellationToken stop)
    {
        if (path is null || !File.Exists(path)) return;
        try
        {
            var saved = JsonSerializer.Deserialize<Saved>(await File.ReadAllBytesAsync(path, stop).ConfigureAwait(false));
            if (saved is not { Version: 1, Cursors: not null }) throw new JsonException("unknown version");
            foreach (var (feed, cursor) in saved.Cursors) cursors[feed] = cursor;
            upTo = saved.UpTo;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            logger.CursorsUnreadable(path, e.Message);
        }
    }

    private sealed record Saved(int Version, long UpTo, Dictionary<string, string> Cursors);
}
