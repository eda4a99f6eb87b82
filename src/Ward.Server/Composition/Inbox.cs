using Ward.Ingest.Feeds;

namespace Ward.Server.Composition;

/// <summary>A followed file inside Ward's own state folder is Ward's to make: whoever tries the sample city only appends to it.</summary>
internal static class Inbox
{
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static void Ensure(string state, FeedOptions feed)
    {
        if (feed is not { Kind: FeedKind.File, Path: { } path }) return;
        var (inside, full) = (Path.GetFullPath(state) + Path.DirectorySeparatorChar, Path.GetFullPath(path));
        if (!full.StartsWith(inside, StringComparison.Ordinal) || File.Exists(full)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using var made = new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
    }
}
