using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Storage.Embedded.Events;

/// <summary>
/// The embedded event store: the newest events as columns in memory, the others in Parquet files by day and class (docs/decisions/0011-event-store.md).
/// What is in memory alone, the journal still has; a manifest makes everything on disk true at once, so a kill loses and doubles nothing.
/// </summary>
public sealed class DuckDbEventStore : IEventStore
{
    private const int MostSealing = 2, SpareForSpilling = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Retry = TimeSpan.FromSeconds(5), RetryJoin = TimeSpan.FromMinutes(5), Look = TimeSpan.FromMilliseconds(250);
    private readonly EventStoreOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly string folder;
    private readonly HotTables memory = new();
    private readonly DuckDbConnections connections, writing;
    private readonly SegmentWriter writer;
    private readonly SegmentBook book;
    private readonly StoreTrouble unsealed, unjoined;
    private readonly SemaphoreSlim sealGate = new(1), joinGate = new(1), searches = new(4), sweeps = new(2);
    private readonly FileStream lockFile;
    private readonly IdleMemory idle;
    private readonly StoreReaders readers = new();
    private HotTable hot;
    private Task sealing = Task.CompletedTask, joining = Task.CompletedTask;
    private IReadOnlyList<Segment>? unjoinable;
    private long tables, next, joinFailed;
    private volatile bool closed;

    private DuckDbEventStore(CityId city, EventStoreOptions options, TimeProvider time, ILogger log, FileStream lockFile)
    {
        (City, this.options, this.time, this.log, this.lockFile) = (city, options, time, log, lockFile);
        (unsealed, unjoined) = (new StoreTrouble(time), new StoreTrouble(time));
        folder = Path.GetFullPath(options.Folder);
        book = new SegmentBook(folder, city.Value, log, memory);
        connections = new DuckDbConnections(folder, options.MemoryMiB, Math.Clamp(Environment.ProcessorCount, 1, 8), memory);
        writing = new DuckDbConnections(folder, Math.Max(128, options.MemoryMiB / 2), 1, memory);
        writer = new SegmentWriter(writing, folder, options, memory);
        idle = new IdleMemory(memory.Spare, time);
        next = book.Manifest.Next;
        hot = NewTable();
        book.Show(hot);
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

    public long Durable => book.Manifest.Next;

    public StoreStatus Status
    {
        get
        {
            var view = book.Views.Current;
            var from = view.Segments.Select(s => s.From).Concat(view.Hot.Where(t => t.Visible > 0).Select(t => t.Times.From)).DefaultIfEmpty(long.MaxValue).Min();
            return new StoreStatus(
                view.Segments.Sum(s => s.Events) + view.Hot.Sum(t => t.Visible), view.Segments.Sum(s => s.RawBytes) + view.Hot.Sum(t => t.RawBytes),
                view.Segments.Sum(s => s.Bytes), view.Segments.Count, view.Hot.Sum(t => t.Visible), from == long.MaxValue ? null : TimeRange.Moment(from), unsealed.Text ?? unjoined.Text)
            {
                TroubleSince = unsealed.Since ?? unjoined.Since, Reading = readers.Reading,
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
        while (IsOverfull() && Waiting >= MostSealing && !sealing.IsCompleted && !stop.IsCancellationRequested) await sealing.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        if (hot.Events > 0 && Waiting < MostSealing && IsDue()) Rotate();
        if (Waiting > 0 && sealing.IsCompleted) sealing = Task.Run(() => SealAll(stop), CancellationToken.None);
        if (joining.IsCompleted && MayJoin && IsJoinDue()) joining = Task.Run(() => JoinAll(stop), CancellationToken.None);
        // So much is spilled that Parquet does not keep up, although it gives way no more.
        while (Spilled > options.SpillBytes && !joining.IsCompleted) await Task.WhenAny(joining, Task.Delay(Look, time, CancellationToken.None)).WaitAsync(stop).ConfigureAwait(false);
        stop.ThrowIfCancellationRequested();
        if (((IsOverfull() ? unsealed.Text : null) ?? (Spilled > options.SpillBytes ? unjoined.Text : null)) is { } wrong)
        {
            await Task.Delay(Retry, time, stop).ConfigureAwait(false);
            throw new IOException(wrong);
        }
    }

    public async IAsyncEnumerable<SearchPart> Search(Query query, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        using var reader = readers.Enter(stop);
        // What reads every line takes minutes: it must leave room for what takes a moment.
        var lane = SegmentChoice.ReadsEverything(query.Where) ? sweeps : null;
        if (lane is not null) await lane.WaitAsync(reader.Stop).ConfigureAwait(false);
        try
        {
            await searches.WaitAsync(reader.Stop).ConfigureAwait(false);
            try
            {
                using var look = book.Views.Open();
                using var connection = connections.Open();
                await foreach (var part in reader.Until(new EventSearch(connection, look.View, folder, City, query, now).Run(reader.Stop)).ConfigureAwait(false)) yield return part;
            }
            finally
            {
                searches.Release();
                idle.Worked();
            }
        }
        finally
        {
            lane?.Release();
        }
    }

    public async IAsyncEnumerable<FoundEvent> Replay(TimeRange time, Condition where, long fromOffset, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        using var reader = readers.Enter(stop);
        using var look = book.Views.Open();
        using var connection = connections.Open();
        await foreach (var found in reader.Until(new EventReplay(connection, look.View, folder, City, time, where, now).Run(fromOffset, reader.Stop)).ConfigureAwait(false)) yield return found;
        idle.Worked();
    }

    public Task<long> Export(Query query, DateTimeOffset now, string file, CancellationToken stop) => Task.Run(() =>
    {
        using var reader = readers.Enter(stop);
        using var look = book.Views.Open();
        using var connection = connections.Open();
        var sources = look.View.Sources(query.Time, now, folder).ToList();
        var made = Path.Combine(folder, SegmentWriter.Temporary, $"export-{Sql.Number(Interlocked.Increment(ref tables))}.parquet");
        try
        {
            var rows = EventExport.Write(connection, sources, query, now, made, reader.Stop);
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
        // Not while some are being joined: what is deleted would come back.
        await joinGate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var gone = RetentionChoice.Of(book.Manifest.Segments, retention, now);
            if (gone.Count == 0) return 0;
            book.Replace([.. gone]);
            EventStoreLog.Retained(log, gone.Count, gone.Sum(s => s.Events));
            return gone.Sum(s => s.Events);
        }
        finally
        {
            joinGate.Release();
        }
    }

    /// <summary>Writes what is in memory to disk, everything as Parquet, joins what is in many pieces, and waits for it. For benchmarks and tests.</summary>
    public async Task Settle(CancellationToken stop)
    {
        await Spill(stop).ConfigureAwait(false);
        await Task.Run(() => JoinAll(stop), stop).ConfigureAwait(false);
        if (unjoined.Text is { } wrong) throw new IOException(wrong);
    }

    /// <summary>Writes what is in memory to disk as it is, and waits for it.</summary>
    internal async Task Spill(CancellationToken stop)
    {
        hot.Commit();
        await sealing.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (hot.Events > 0) Rotate();
        await Task.Run(() => SealAll(stop), stop).ConfigureAwait(false);
        if (unsealed.Text is { } wrong) throw new IOException(wrong);
    }

    /// <summary>Closes without writing what is in memory: as a kill would leave it.</summary>
    internal ValueTask Abandon() => Close(settle: false);

    /// <summary>Writes what is in memory to disk where that is possible; the journal has it in any case.</summary>
    public ValueTask DisposeAsync() => Close(settle: true);

    private async ValueTask Close(bool settle)
    {
        if (closed) return;
        closed = true;
        var left = readers.Close(Patience, time);
        try
        {
            await Task.WhenAll(sealing, joining).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (settle) await Spill(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            EventStoreLog.Unsealed(log, e.Message);
        }

        // Who still reads would read memory that is no more: then it stays until the process ends.
        var free = await left.ConfigureAwait(false);
        idle.Dispose();
        if (free)
        {
            readers.Dispose();
            connections.Dispose();
            writing.Dispose();
            memory.Dispose();
        }
        else
        {
            EventStoreLog.StillRead(log, readers.Reading);
        }

        await lockFile.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Bytes of events on disk that are not Parquet yet.</summary>
    private long Spilled => book.Manifest.Segments.Sum(s => s.Spilled ? s.Bytes : 0);

    private int Waiting => book.Views.Current.Hot.Count - 1;

    // A join that failed has read and written much for nothing, and would most likely again.
    private bool MayJoin => unjoined.Text is null || time.GetElapsedTime(Volatile.Read(ref joinFailed)) >= RetryJoin;

    private bool IsJoinDue()
    {
        var now = book.Manifest.Segments;
        if (ReferenceEquals(now, unjoinable)) return false;
        if (JoinChoice.Of(now, options) is not null) return true;
        unjoinable = now;
        return false;
    }

    private bool IsDue() => hot.Events >= options.HotEvents || hot.Bytes >= options.HotBytes || time.GetElapsedTime(hot.Began) >= options.HotAge;

    private bool IsOverfull() => hot.Events >= 2L * options.HotEvents || hot.Bytes >= 2 * options.HotBytes;

    private HotTable NewTable()
    {
        var table = new HotTable(Interlocked.Increment(ref tables), next, memory.Spare);
        memory.Add(table);
        return table;
    }

    private void Rotate()
    {
        hot = NewTable();
        book.Show(hot);
    }

    /// <summary>Policy 'store down': what cannot be written stays in memory and in the journal, is counted as trouble, and is tried again.</summary>
    private async Task SealAll(CancellationToken stop)
    {
        await sealGate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            while (book.Views.Current.Hot is { Count: > 1 } waiting) Seal(waiting[0]);
            unsealed.Ended();
        }
        catch (Exception e)
        {
            var why = (e as AggregateException)?.InnerException?.Message ?? e.Message;
            unsealed.Began($"The event store cannot write to disk: {why}");
            EventStoreLog.Unsealed(log, why);
        }
        finally
        {
            sealGate.Release();
            idle.Worked();
        }
    }

    private void Seal(HotTable table)
    {
        var made = new Segment?[table.Parts.Count];
        // Parquet takes a fifth of the room; what is spilled is there beside it for a while.
        var spill = Disk.Free(folder) / SpareForSpilling >= table.Bytes;
        try
        {
            Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount / 2, 1, 4) }, i => made[i] = writer.Seal(table.Parts[i], book.NextNumber(), spill));
        }
        catch
        {
            // All of it is written again; what was made of it would only fill the disk.
            foreach (var unused in made.OfType<Segment>()) book.Delete(unused);
            throw;
        }

        book.Seal(table, [.. made.OfType<Segment>()], () => memory.Drop(table));
    }

    private async Task JoinAll(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && !closed && await JoinOne(stop).ConfigureAwait(false))
            {
                // In a flood there is no end of it.
            }

            unjoined.Ended();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // An ordinary stop; what waits is joined after the next start.
        }
        catch (Exception e)
        {
            Volatile.Write(ref joinFailed, time.GetTimestamp());
            unjoined.Began($"The event store cannot join its pieces: {e.Message}");
            EventStoreLog.Unjoined(log, e.Message);
        }
        finally
        {
            idle.Worked();
        }
    }

    /// <summary>False where nothing is to be joined. What deletes history comes in between two of them.</summary>
    private async Task<bool> JoinOne(CancellationToken stop)
    {
        await joinGate.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (JoinChoice.Of(book.Manifest.Segments, options) is not { } parts) return false;
            await Background.Run(() => book.Replace([.. parts], writer.Join(parts, book.NextNumber())), givesWay: Spilled < options.SpillBytes / 2).ConfigureAwait(false);
            return true;
        }
        finally
        {
            joinGate.Release();
        }
    }
}
