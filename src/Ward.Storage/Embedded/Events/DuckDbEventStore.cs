using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// The embedded event store: the newest events in a table of DuckDB in memory, the others in Parquet files by day and class (docs/decisions/0011-event-store.md).
/// What is in memory alone, the journal still has; a manifest makes everything on disk true at once, so a kill loses and doubles nothing.
/// </summary>
public sealed class DuckDbEventStore : IEventStore
{
    private const int MostSealing = 2;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private readonly EventStoreOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly string folder;
    private readonly DuckDbConnections connections;
    private readonly SegmentWriter writer;
    private readonly StoreViews views = new();
    private readonly SemaphoreSlim maintenance = new(1), searches = new(4);
    private readonly Lock gate = new();
    private readonly FileStream lockFile;
    private Manifest manifest;
    private HotTable hot;
    private Task sealing = Task.CompletedTask;
    private long tables, next;
    private bool closed;
    private Trouble? trouble;

    private DuckDbEventStore(CityId city, EventStoreOptions options, TimeProvider time, ILogger log, FileStream lockFile)
    {
        (City, this.options, this.time, this.log, this.lockFile) = (city, options, time, log, lockFile);
        folder = Path.GetFullPath(options.Folder);
        manifest = Manifest.Load(folder, city.Value);
        Clean();
        connections = new DuckDbConnections(folder, options.MemoryMiB);
        writer = new SegmentWriter(connections, folder, options.CompressionLevel);
        next = manifest.Next;
        hot = NewTable();
        views.Replace(manifest.Segments, [hot]);
    }

    /// <summary>Opens the store of a city.</summary>
    /// <exception cref="IOException">Another process has it open, or it is damaged or of a newer Ward; the message says which.</exception>
    public static DuckDbEventStore Open(CityId city, EventStoreOptions options, TimeProvider time, ILogger log)
    {
        options.Check();
        Directory.CreateDirectory(Path.Combine(options.Folder, SegmentWriter.Temporary));
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(options.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
        }
        catch (IOException e)
        {
            throw new IOException($"The event store in {options.Folder} is open in another process, or its folder cannot be written: {e.Message}", e);
        }

        try
        {
            return new DuckDbEventStore(city, options, time, log, held);
        }
        catch (Exception e)
        {
            held.Dispose();
            if (e is DuckDBException) throw new IOException($"The event store in {options.Folder} cannot be opened: {e.Message}", e);
            throw;
        }
    }

    public CityId City { get; }

    public long Next => Volatile.Read(ref next);

    public long Durable
    {
        get
        {
            lock (gate) return manifest.Next;
        }
    }

    public StoreStatus Status
    {
        get
        {
            var view = views.Current;
            var from = view.Segments.Select(s => s.From).Concat(view.Hot.Where(t => t.Visible > 0).Select(t => t.Times.From)).DefaultIfEmpty(long.MaxValue).Min();
            return new StoreStatus(
                view.Segments.Sum(s => s.Events) + view.Hot.Sum(t => t.Visible), view.Segments.Sum(s => s.RawBytes) + view.Hot.Sum(t => t.RawBytes),
                view.Segments.Sum(s => s.Bytes), view.Segments.Count, view.Hot.Sum(t => t.Visible), from == long.MaxValue ? null : TimeRange.Moment(from), Volatile.Read(ref trouble)?.Text)
            {
                TroubleSince = Volatile.Read(ref trouble)?.Since,
            };
        }
    }

    public void Add(Event e)
    {
        if (e.City != City) throw new ArgumentException($"The event is of the city {e.City}, the store of {City}.", nameof(e));
        if (e.Offset < next) return;
        if (hot.Events == 0) hot.Began = time.GetTimestamp();
        hot.Add(e);
        Volatile.Write(ref next, e.Offset + 1);
    }

    public async ValueTask Flush(CancellationToken stop)
    {
        hot.Commit();
        // So much waits already that the disk does not keep up: the journal holds what comes meanwhile.
        while (views.Current.Hot.Count > MostSealing && !sealing.IsCompleted) await sealing.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        var waiting = views.Current.Hot.Count - 1;
        if (hot.Events > 0 && waiting < MostSealing && IsDue()) Rotate();
        if (views.Current.Hot.Count > 1 && sealing.IsCompleted) sealing = Task.Run(() => SealAll(stop), CancellationToken.None);
        if (hot.Events >= 2L * options.HotEvents && trouble is { } wrong)
        {
            await Task.Delay(Retry, time, stop).ConfigureAwait(false);
            throw new IOException(wrong.Text);
        }
    }

    public async IAsyncEnumerable<SearchPart> Search(Query query, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        await searches.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            using var look = views.Open();
            using var connection = connections.Open();
            await foreach (var part in new EventSearch(connection, look.View, folder, City, query, now).Run(stop).ConfigureAwait(false)) yield return part;
        }
        finally
        {
            searches.Release();
        }
    }

    public async IAsyncEnumerable<FoundEvent> Replay(TimeRange time, long fromOffset, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        using var look = views.Open();
        using var connection = connections.Open();
        await foreach (var found in new EventReplay(connection, look.View, folder, City, time, now).Run(fromOffset, stop).ConfigureAwait(false)) yield return found;
    }

    public Task<long> Export(Query query, DateTimeOffset now, string file, CancellationToken stop) => Task.Run(() =>
    {
        using var look = views.Open();
        using var connection = connections.Open();
        var sources = look.View.Sources(query.Time, now, folder).ToList();
        var made = Path.Combine(folder, SegmentWriter.Temporary, $"export-{Sql.Number(Interlocked.Increment(ref tables))}.parquet");
        try
        {
            var rows = EventExport.Write(connection, sources, query, now, made, stop);
            File.Copy(made, file, overwrite: true);
            return rows;
        }
        finally
        {
            File.Delete(made);
        }
    }, stop);

    public async Task<long> Retain(Retention retention, DateTimeOffset now, CancellationToken stop)
    {
        await maintenance.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            Manifest before;
            lock (gate) before = manifest;
            var gone = RetentionChoice.Of(before.Segments, retention, now);
            if (gone.Count == 0) return 0;
            Replace(before with { Segments = [.. before.Segments.Except(gone)] }, null, [.. gone.Select(s => (Action)(() => Delete(s)))]);
            EventStoreLog.Retained(log, gone.Count, gone.Sum(s => s.Events));
            return gone.Sum(s => s.Events);
        }
        finally
        {
            maintenance.Release();
        }
    }

    /// <summary>Writes what is in memory to disk, joins what is in many pieces, and waits for it. For a stop, for benchmarks and tests.</summary>
    public async Task Settle(CancellationToken stop)
    {
        hot.Commit();
        await sealing.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (hot.Events > 0) Rotate();
        await Task.Run(() => SealAll(stop), stop).ConfigureAwait(false);
        if (trouble is { } wrong) throw new IOException(wrong.Text);
    }

    /// <summary>Closes without writing what is in memory: as a kill would leave it.</summary>
    internal ValueTask Abandon() => Close(settle: false);

    /// <summary>Writes what is in memory to disk where that is possible; the journal has it in any case.</summary>
    public ValueTask DisposeAsync() => Close(settle: true);

    private async ValueTask Close(bool settle)
    {
        if (closed) return;
        closed = true;
        try
        {
            await sealing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (settle)
            await Settle(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            EventStoreLog.Unsealed(log, e.Message);
        }

        foreach (var table in views.Current.Hot) table.Dispose();
        connections.Dispose();
        await lockFile.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsDue() => hot.Events >= options.HotEvents || hot.Bytes >= options.HotBytes || time.GetElapsedTime(hot.Began) >= options.HotAge;

    private HotTable NewTable() => new(connections.Root, $"hot_{Sql.Number(Interlocked.Increment(ref tables))}", next);

    private void Rotate()
    {
        lock (gate)
        {
            hot.Dispose();
            hot = NewTable();
            views.Replace(manifest.Segments, [.. views.Current.Hot, hot]);
        }
    }

    /// <summary>Policy 'store down': what cannot be written stays in memory and in the journal, is counted as trouble, and is tried again.</summary>
    private async Task SealAll(CancellationToken stop)
    {
        await maintenance.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            while (views.Current.Hot is { Count: > 1 } waiting) Seal(waiting[0]);
            while (!stop.IsCancellationRequested && JoinChoice.Of(manifest.Segments, options) is { } parts) Join(parts);
            trouble = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DuckDBException)
        {
            trouble = new Trouble($"The event store cannot write to disk: {e.Message}", trouble?.Since ?? time.GetUtcNow());
            EventStoreLog.Unsealed(log, e.Message);
        }
        finally
        {
            maintenance.Release();
        }
    }

    private void Seal(HotTable table)
    {
        var made = new List<Segment>();
        foreach (var part in table.Parts) made.Add(writer.Seal(table, part, manifest.Made + made.Count + 1));
        Replace(manifest with { Next = table.Next, Made = manifest.Made + made.Count, Segments = [.. manifest.Segments, .. made] }, table, [() => HotTable.Drop(connections.Root, table.Name)]);
    }

    private void Join(IReadOnlyList<Segment> parts)
    {
        var joined = writer.Join(parts, manifest.Made + 1);
        Replace(manifest with { Made = manifest.Made + 1, Segments = [.. manifest.Segments.Except(parts), joined] }, null, [.. parts.Select(s => (Action)(() => Delete(s)))]);
    }

    private void Replace(Manifest now, HotTable? without, Action[] garbage)
    {
        now.Save(folder);
        lock (gate)
        {
            manifest = now;
            views.Replace(now.Segments, [.. views.Current.Hot.Where(t => t != without)], garbage);
        }
    }

    private void Delete(Segment segment)
    {
        try
        {
            File.Delete(Path.Combine(folder, segment.File + ".parquet"));
            File.Delete(Path.Combine(folder, segment.File + ".filter"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Found and deleted at the next start, since no manifest names it.
            EventStoreLog.Undeleted(log, segment.File, e.Message);
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

        if (manifest.Segments.FirstOrDefault(s => !File.Exists(Path.Combine(folder, s.File + ".parquet"))) is { } missing)
            throw new IOException($"The event store in {folder} is damaged: {missing.File}.parquet is gone.");
    }

    private sealed record Trouble(string Text, DateTimeOffset Since);
}
