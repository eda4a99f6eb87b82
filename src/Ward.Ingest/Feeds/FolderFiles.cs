namespace Ward.Ingest.Feeds;

/// <summary>What a folder feed knows of its files, by what they are and not by what they are called: a name is where one was seen last. Not thread-safe.</summary>
internal sealed class FolderFiles(FeedId feed, FeedCursors cursors, TimeProvider time)
{
    /// <summary>How long a file may be out of sight before its place is forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Places kept; beyond it those of files out of sight are forgotten at once.</summary>
    private const int MostPlaces = 2 * FolderFollow.MostFiles;

    private readonly Dictionary<FileIdentity, FolderFile> files = [];
    private readonly HashSet<FileIdentity> seen = [];
    private bool hasMoved;

    /// <summary>What is wrong with a file in sight; null where nothing is.</summary>
    public string? Fault => files.Where(f => seen.Contains(f.Key)).Select(f => f.Value.Fault).FirstOrDefault(f => f is not null);

    /// <summary>Takes up where each file stood at an earlier run; what is known already is newer than that.</summary>
    public void Recover()
    {
        if (files.Count > 0) return;
        foreach (var (name, cursor) in cursors.FilesOf(feed))
        {
            if (!FilePlace.TryParse(cursor, out var place)) continue;
            var file = new FolderFile(name, cursor) { Seen = time.GetUtcNow() };
            if (files.TryAdd(place.File, file)) continue;
            // A file that was renamed may stand under its old name too, where it was not yet so far.
            var other = files[place.File];
            if (FilePlace.TryParse(other.Cursor, out var before) && before.At < place.At) (files[place.File], file) = (file, other);
            cursors.Forget(feed, file.Name);
        }
    }

    public void BeginLook() => seen.Clear();

    /// <summary>The file that has this name now; null where this look has met it under another name, for then one of the two is a link.</summary>
    public FolderFile? At(string name, FileIdentity identity)
    {
        if (!seen.Add(identity)) return null;
        if (!files.TryGetValue(identity, out var file)) files[identity] = file = Returned(name, identity) ?? new FolderFile(name, null);
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
        var since = time.GetUtcNow() - Kept;
        var gone = files.Where(f => !seen.Contains(f.Key) && (f.Value.Seen < since || files.Count > MostPlaces)).ToList();
        if (gone.Count == 0) return;
        foreach (var (identity, _) in gone) files.Remove(identity);
        var names = files.Values.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, file) in gone)
            if (!names.Contains(file.Name)) cursors.Forget(feed, file.Name);
    }

    /// <summary>
    /// A file system that was mounted again may have another device number: the file that had this name and inode and is out of sight. Whether it goes on
    /// as it began, its reader finds out.
    /// </summary>
    private FolderFile? Returned(string name, FileIdentity identity)
    {
        foreach (var (before, file) in files)
        {
            if (before.Inode != identity.Inode || file.Name != name || seen.Contains(before)) continue;
            files.Remove(before);
            return new FolderFile(name, FilePlace.Moved(file.Cursor, identity));
        }

        return null;
    }
}
