namespace Ward.Ingest.Feeds;

/// <summary>What a folder feed knows of its files, by what they are and not by what they are called: a name is where one was seen last. Not thread-safe.</summary>
/// <param name="grace">How long a file must have been at rest before it counts as finished.</param>
internal sealed class FolderFiles(FeedId feed, FeedCursors cursors, TimeProvider time, TimeSpan grace)
{
    /// <summary>Places kept. Beyond it, of files that were read to their ends, those that were written to longest ago are remembered as finished (<see cref="FinishedFiles"/>), a tenth at a time.</summary>
    public const int MostPlaces = 10_000;

    /// <summary>How long a file may be out of sight before its place is forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Under which the finished ones are among the cursors: no file has this name.</summary>
    private const string OfFinished = ".";

    private readonly Dictionary<FileIdentity, FolderFile> files = [];
    private readonly FinishedFiles finished = new();
    private readonly HashSet<FileIdentity> seen = [];
    private readonly Dictionary<(string Name, ulong Inode), FileIdentity> before = [];
    private bool hasMoved;

    /// <summary>What is wrong with a file in sight; null where nothing is.</summary>
    public string? Fault => files.Where(f => seen.Contains(f.Key)).Select(f => f.Value.Fault).FirstOrDefault(f => f is not null);

    /// <summary>Takes up where each file stood at an earlier run; what is known already is newer than that.</summary>
    public void Recover()
    {
        if (files.Count > 0) return;
        foreach (var (name, cursor) in cursors.FilesOf(feed))
        {
            if (name == OfFinished) finished.Read(cursor);
            if (!FilePlace.TryParse(cursor, out var place)) continue;
            var file = new FolderFile(name, cursor) { Seen = time.GetUtcNow() };
            if (files.TryAdd(place.File, file)) continue;
            // A file that was renamed may stand under its old name too, where it was not yet so far.
            var other = files[place.File];
            if (FilePlace.TryParse(other.Cursor, out var earlier) && earlier.At < place.At) (files[place.File], file) = (file, other);
            cursors.Forget(feed, file.Name);
        }
    }

    public void BeginLook()
    {
        seen.Clear();
        finished.BeginLook();
        before.Clear();
        foreach (var (identity, file) in files) before[(file.Name, identity.Inode)] = identity;
    }

    /// <summary>The file that has this name now; null where it is finished, or this look has met it under another name, for then one of the two is a link.</summary>
    public FolderFile? At(string name, FileState state)
    {
        var identity = state.Identity;
        if (!seen.Add(identity)) return null;
        if (!files.TryGetValue(identity, out var file))
        {
            if (finished.Holds(state)) return null;
            files[identity] = file = Returned(name, identity) ?? new FolderFile(name, null);
        }

        file.Seen = time.GetUtcNow();
        if (file.Name == name) return file;
        // Nothing may be written to it any more, and then no line would bring its place along.
        if (file.Cursor is { } cursor)
        {
            cursors.Move(feed, file.Name, name, cursor);
            hasMoved = true;
        }

        file.Name = name;
        return file;
    }

    /// <summary>Forgets what has long been out of sight; nothing where all is, for then it is the folder that is away: a share that is not mounted.</summary>
    public void EndLook()
    {
        // The journal would tell of the file that has the old name now, and no more of this one.
        if (hasMoved && cursors.Save()) hasMoved = false;
        if (seen.Count == 0) return;
        var now = time.GetUtcNow();
        var gone = files.Where(f => !seen.Contains(f.Key) && (f.Value.Seen < now - Kept || files.Count > 2 * MostPlaces)).ToList();
        var done = files.Count - gone.Count <= MostPlaces ? [] : files.Where(f => seen.Contains(f.Key) && f.Value.IsFinished(now, grace))
            .OrderBy(f => f.Value.Last!.Value.Modified).Take(files.Count - gone.Count - (MostPlaces / 10 * 9)).ToList();
        if (gone.Count + done.Count == 0) return;
        foreach (var (_, file) in done) finished.Add(file.Last!.Value);
        finished.Prune();
        if (done.Count > 0) cursors.Set(feed, OfFinished, finished.ToString());
        foreach (var (identity, _) in gone.Concat(done)) files.Remove(identity);
        var names = files.Values.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, file) in gone.Concat(done))
            if (!names.Contains(file.Name)) cursors.Forget(feed, file.Name);
    }

    /// <summary>
    /// A file system that was mounted again may have another device number: the file that had this name and inode and is out of sight. Whether it goes on
    /// as it began, its reader finds out.
    /// </summary>
    private FolderFile? Returned(string name, FileIdentity identity)
    {
        if (!before.TryGetValue((name, identity.Inode), out var old) || seen.Contains(old) || !files.Remove(old, out var file)) return null;
        return new FolderFile(name, FilePlace.Moved(file.Cursor, identity));
    }
}
