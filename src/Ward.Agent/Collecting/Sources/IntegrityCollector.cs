using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Ward.Agent.Collecting.Sources;

/// <summary>
/// Named files, and all files below named folders: content (SHA-256), permissions, owner, size. Of a link it is where it points; none is followed. Woken by the system's notices (inotify) and by
/// a slow look at everything, since notices can be lost. The baseline is a mark for each file: what was told is what is known. A content is
/// read again where size, inode or one of the times changed; the time of the last change (ctime) cannot be set by a program.
/// </summary>
internal sealed class IntegrityCollector(IReadOnlyList<string> paths, Spool spool, TimeProvider time) : ICollector
{
    /// <summary>Files that are watched at most; a line tells of the rest.</summary>
    internal const int MostFiles = 20_000;

    private const string Prefix = "integrity:";
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(10), Gather = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, FileFacts> looked = new(StringComparer.Ordinal);
    private readonly byte[] block = new byte[64 << 10];

    public string Name => "integrity";

    public async Task Run(CancellationToken stop)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using var slow = time.CreateTimer(_ => wake.Writer.TryWrite(true), null, Slow, Slow);
        var watchers = paths.Select(p => Watch(p, wake.Writer)).OfType<FileSystemWatcher>().ToList();
        try
        {
            while (true)
            {
                Look(stop);
                await wake.Reader.ReadAsync(stop);
                // An editor writes a file in several steps.
                await Task.Delay(Gather, time, stop);
                wake.Reader.TryRead(out _);
            }
        }
        finally
        {
            foreach (var watcher in watchers)
                watcher.Dispose();
        }
    }

    /// <summary>One look at everything.</summary>
    internal void Look(CancellationToken stop)
    {
        var before = spool.Marks(Prefix);
        HashSet<string> there = new(StringComparer.Ordinal);
        var beyond = 0;
        foreach (var path in paths)
            foreach (var file in Files(path))
            {
                stop.ThrowIfCancellationRequested();
                if (there.Contains(file) || !FileFacts.TryOf(file, out var facts) || !(facts.IsRegular || facts.IsLink))
                    continue;
                if (there.Count == MostFiles)
                {
                    beyond++;
                    continue;
                }
                there.Add(file);
                if (!looked.TryGetValue(file, out var then) || then != facts)
                    Compare(file, facts, before.GetValueOrDefault(file), first: before.Count == 0);
            }
        foreach (var (file, state) in before)
        {
            // A file that is there and is beyond the bound, or may not be looked at now, was not removed.
            if (there.Contains(file) || (FileFacts.TryOf(file, out var now) && (now.IsRegular || now.IsLink)))
                continue;
            looked.Remove(file);
            spool.Append(Name, j =>
            {
                j.WriteString("event", "removed");
                j.WriteString("path", file);
                j.WriteString("sha256_before", state.Split(' ')[0]);
            }, Prefix + file);
        }
        if (beyond > 0)
            spool.Append("agent", j =>
            {
                j.WriteString("event", "not watched");
                j.WriteNumber("files", beyond);
            });
    }

    private void Compare(string file, FileFacts facts, string? before, bool first)
    {
        if (HashOf(file, facts) is not { } hash)
            return;
        var now = string.Create(CultureInfo.InvariantCulture, $"{hash} {facts.Permissions} {facts.Owner} {facts.Group} {facts.Size}");
        if (now == before)
        {
            looked[file] = facts;
            return;
        }
        var was = before?.Split(' ');
        var what = was is null ? first ? "present" : "created" : was[0] == hash ? "attributes" : "modified";
        var kept = spool.Append(Name, j =>
        {
            j.WriteString("event", what);
            j.WriteString("path", file);
            j.WriteString("sha256", hash);
            j.WriteString("mode", facts.Permissions);
            j.WriteNumber("uid", facts.Owner);
            j.WriteNumber("gid", facts.Group);
            j.WriteNumber("size", facts.Size);
            if (was is { Length: 5 })
            {
                j.WriteString("sha256_before", was[0]);
                j.WriteString("mode_before", was[1]);
                j.WriteString("uid_before", was[2]);
                j.WriteString("gid_before", was[3]);
                j.WriteString("size_before", was[4]);
            }
        }, Prefix + file, now);
        if (kept)
            looked[file] = facts;
    }

    private string? HashOf(string file, FileFacts facts)
    {
        try
        {
            // A link's content is where it points: it is not followed out of what was named.
            if (facts.IsLink)
                return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new FileInfo(file).LinkTarget ?? "")));
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long at = 0; RandomAccess.Read(handle, block, at) is var read and > 0; at += read)
                hash.AppendData(block, 0, read);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or not to be read: the next look tries again.
            return null;
        }
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!FileFacts.TryOf(path, out var facts) || !facts.IsFolder)
        {
            yield return path;
            yield break;
        }
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0, ReturnSpecialDirectories = false, MaxRecursionDepth = 64 };
        var below = new FileSystemEnumerable<string>(path, (ref entry) => entry.ToFullPath(), options)
        {
            // A link to a folder is looked at as a link: two that lead back to where they stand would make a look that never ends.
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory || IsLink(entry),
            ShouldRecursePredicate = (ref entry) => !IsLink(entry),
        };
        foreach (var file in below)
            yield return file;
    }

    private static bool IsLink(in FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static FileSystemWatcher? Watch(string path, ChannelWriter<bool> wake)
    {
        var isFolder = Directory.Exists(path);
        try
        {
            var watcher = isFolder ? new FileSystemWatcher(path) { IncludeSubdirectories = true } : new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
            watcher.NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.Attributes | NotifyFilters.Security;
            watcher.Changed += (_, _) => wake.TryWrite(true);
            watcher.Created += (_, _) => wake.TryWrite(true);
            watcher.Deleted += (_, _) => wake.TryWrite(true);
            watcher.Renamed += (_, _) => wake.TryWrite(true);
            watcher.Error += (_, _) => wake.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // No watches left, or the folder is missing: the slow look goes on alone.
            return null;
        }
    }
}
