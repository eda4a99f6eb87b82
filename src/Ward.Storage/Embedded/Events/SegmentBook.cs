using Microsoft.Extensions.Logging;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// Which segments there are: the manifest, the views of it, and the files behind both. Thread-safe: changes happen one after another, each whole or not at all.
/// </summary>
internal sealed class SegmentBook
{
    private readonly string folder;
    private readonly ILogger log;
    private readonly HotTables tables;
    private readonly Lock saving = new(), gate = new();
    private Manifest manifest;
    private long made;

    /// <exception cref="IOException">The store is damaged, of a newer Ward or of another city.</exception>
    /// <param name="tables">Where its spilled segments are found as long as they are there.</param>
    public SegmentBook(string folder, string city, ILogger log, HotTables tables)
    {
        (this.folder, this.log, this.tables) = (folder, log, tables);
        manifest = Manifest.Load(folder, city);
        made = manifest.Made;
        Clean();
        foreach (var spilled in manifest.Segments.Where(s => s.Spilled)) tables.Add(spilled, folder, check: true);
    }

    public StoreViews Views { get; } = new();

    public Manifest Manifest
    {
        get
        {
            lock (gate) return manifest;
        }
    }

    /// <summary>The number of a new segment.</summary>
    public long NextNumber() => Interlocked.Increment(ref made);

    /// <summary>Shows one more table in memory.</summary>
    public void Show(HotTable table)
    {
        lock (gate) Views.Replace(manifest.Segments, [.. Views.Current.Hot, table]);
    }

    /// <summary>The events of the table are in these segments from now on.</summary>
    /// <param name="drop">Gives the table's memory back once nobody looks at it.</param>
    /// <exception cref="IOException">The disk does not take it; nothing has changed.</exception>
    public void Seal(HotTable table, IReadOnlyList<Segment> segments, Action drop) =>
        Change(m => m with { Next = table.Next, Segments = [.. m.Segments, .. segments] }, table, [drop]);

    /// <summary>Others instead of these, whose files go once nobody looks at them.</summary>
    /// <exception cref="IOException">The disk does not take it; nothing has changed.</exception>
    public void Replace(IReadOnlyCollection<Segment> gone, params IReadOnlyList<Segment> instead) =>
        Change(m => m with { Segments = [.. m.Segments.Except(gone), .. instead] }, null, [.. gone.Select(s => (Action)(() => Delete(s)))]);

    /// <summary>Deletes the files of a segment that no manifest names, or none any more.</summary>
    public void Delete(Segment segment)
    {
        try
        {
            if (segment.Spilled) tables.Drop(segment);
            File.Delete(segment.EventsIn(folder));
            File.Delete(segment.FilterIn(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Found and deleted at the next start, since no manifest names it.
            EventStoreLog.Undeleted(log, segment.File, e.Message);
        }
    }

    private void Change(Func<Manifest, Manifest> change, HotTable? without, Action[] garbage)
    {
        lock (saving)
        {
            var now = change(Manifest) with { Made = Volatile.Read(ref made) };
            try
            {
                now.Save(folder);
            }
            catch
            {
                // The disk may have the new manifest already, whatever it says; what none names would only fill the disk.
                var named = Manifest.Load(folder, now.City).Segments.Concat(Manifest.Segments).Select(s => s.File).ToHashSet(StringComparer.Ordinal);
                foreach (var unused in now.Segments.Where(s => !named.Contains(s.File))) Delete(unused);
                throw;
            }

            lock (gate)
            {
                manifest = now;
                Views.Replace(now.Segments, [.. Views.Current.Hot.Where(t => t != without)], garbage);
            }
        }
    }

    /// <summary>Deletes what a kill left behind: files that no manifest names.</summary>
    private void Clean()
    {
        foreach (var left in Directory.EnumerateFileSystemEntries(Path.Combine(folder, SegmentWriter.Temporary)).ToList())
        {
            if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
            else File.Delete(left);
        }

        var named = manifest.Segments.Select(s => s.File).ToHashSet(StringComparer.Ordinal);
        foreach (var day in Directory.EnumerateDirectories(folder, "????-??-??").ToList())
        {
            foreach (var file in Directory.EnumerateFiles(day).Where(f => !named.Contains($"{Path.GetFileName(day)}/{Path.GetFileNameWithoutExtension(f)}")).ToList()) File.Delete(file);
            if (!Directory.EnumerateFileSystemEntries(day).Any()) Directory.Delete(day);
        }

        if (manifest.Segments.FirstOrDefault(s => !File.Exists(s.EventsIn(folder))) is { } missing)
            throw new IOException($"The event store in {folder} is damaged: {Path.GetRelativePath(folder, missing.EventsIn(folder))} is gone.");
    }
}
