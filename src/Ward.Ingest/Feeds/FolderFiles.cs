namespace Ward.Ingest.Feeds;

/// <summary>What a folder feed knows of its files, by what they are and not by what they are called: a name is where one was seen last. Not thread-safe.</summary>
internal sealed class FolderFiles(FeedId feed, FeedCursors cursors)
{
    private readonly Dictionary<FileIdentity, FolderFile> files = [];
    private readonly HashSet<FileIdentity> seen = [];

    /// <summary>What is wrong with a file in sight; null where nothing is.</summary>
    public string? Fault => files.Where(f => seen.Contains(f.Key)).Select(f => f.Value.Fault).FirstOrDefault(f => f is not null);

    /// <summary>Takes up where each file stood at an earlier run.</summary>
    public void Recover()
    {
        foreach (var (name, cursor) in cursors.FilesOf(feed))
        {
            if (!FilePlace.TryParse(cursor, out var place)) continue;
            var file = new FolderFile(name, cursor);
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
        if (!files.TryGetValue(identity, out var file)) files[identity] = file = new FolderFile(name, null);
        if (file.Name == name) return file;
        // Nothing may be written to it any more, and then no line would bring its place along.
        if (file.Cursor is { } cursor) cursors.Move(feed, file.Name, name, cursor);
        file.Name = name;
        return file;
    }

    /// <summary>Forgets what this look has not met.</summary>
    public void EndLook()
    {
        foreach (var identity in files.Keys.Except(seen).ToList())
        {
            files.Remove(identity, out var gone);
            if (files.Values.All(f => f.Name != gone!.Name)) cursors.Forget(feed, gone!.Name);
        }
    }
}
