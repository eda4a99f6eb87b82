using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ward.Ingest.Journal;

namespace Ward.Storage.Embedded;

/// <summary>
/// The embedded journal: segment files in one folder, written by one writer that commits whatever has come in together.
/// Thread-safe. Exception policy: a failed commit fails every batch in it, the store is reopened at the last commit point and goes on
/// as soon as the disk allows; a damaged entry stops reading with an <see cref="IOException"/>, never silently.
/// </summary>
public sealed class JournalLog : IJournal
{
    private const int GroupBytes = 1 << 20;
    private readonly JournalOptions options;
    private readonly FileStream lockFile;
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly Lock gate = new();
    private readonly HashSet<JournalReader> readers = [];
    private readonly Task writer;
    private byte[] encoded = new byte[8192];
    private JournalStore? store;
    private TaskCompletionSource grown = NewSignal();
    private long committed;
    private long truncateTo;
    private bool closed;

    /// <summary>Opens the journal and recovers it to its last commit point.</summary>
    /// <exception cref="IOException">Another process has it open, or it is damaged; the message says which.</exception>
    public JournalLog(JournalOptions options)
    {
        this.options = options;
        try
        {
            Directory.CreateDirectory(options.Folder);
            lockFile = new FileStream(Path.Combine(options.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The journal in {options.Folder} is open in another process, or its folder cannot be written: {e.Message}", e);
        }

        try
        {
            store = JournalStore.Open(options);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }

        committed = store.Log.CommittedUntilAddress;
        writer = Task.Run(Write);
    }

    /// <inheritdoc />
    public long End => Volatile.Read(ref committed);

    /// <inheritdoc />
    public async ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop)
    {
        if (batch.Count == 0) return;
        foreach (var arrival in batch)
            if (JournalCodec.Measure(arrival) > JournalOptions.LargestArrival)
                throw new ArgumentException($"An arrival of {arrival.Line.Length} bytes is longer than the journal keeps ({JournalOptions.LargestArrival}).", nameof(batch));
        var pending = new Pending(batch, NewSignal());
        try
        {
            await queue.Writer.WriteAsync(pending, stop).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw new IOException("The journal is closed.", e);
        }

        // Not cancellable from here: the lines' memory is being read until the commit is decided.
        await pending.Done.Task.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Arrival> ReadFrom(long offset, CancellationToken stop) => Enumerate(offset, long.MaxValue, stop);

    /// <inheritdoc />
    public IAsyncEnumerable<Arrival> Read(long from, long until, CancellationToken stop) => Enumerate(from, Math.Min(until, End), stop);

    /// <inheritdoc />
    public void TruncateBefore(long offset)
    {
        InterlockedMax(ref truncateTo, Math.Min(offset, End));
        queue.Writer.TryWrite(new Pending([], NewSignal()));
    }

    /// <summary>Refuses further batches, makes the accepted ones durable, closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer.ConfigureAwait(false);
        lock (gate)
        {
            if (closed) return;
            closed = true;
            CloseStore();
            grown.TrySetResult();
        }

        await lockFile.DisposeAsync().ConfigureAwait(false);
    }

    private async IAsyncEnumerable<Arrival> Enumerate(long from, long until, [EnumeratorCancellation] CancellationToken stop)
    {
        var reader = new JournalReader(from, until);
        var chunk = new List<Arrival>();
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                chunk.Clear();
                Task more;
                lock (gate)
                {
                    if (closed) throw new IOException("The journal is closed.");
                    readers.Add(reader);
                    more = grown.Task;
                    if (store is not null) reader.Read(store, chunk);
                }

                foreach (var arrival in chunk) yield return arrival;
                if (reader.Ended) yield break;
                if (chunk.Count == 0) await more.WaitAsync(stop).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (gate)
            {
                readers.Remove(reader);
                reader.Dispose();
            }
        }
    }

    private async Task Write()
    {
        var group = new List<Pending>();
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            for (var bytes = 0; bytes < GroupBytes && queue.Reader.TryRead(out var pending); bytes += pending.Bytes) group.Add(pending);
            try
            {
                var open = store ?? Reopen();
                Truncate(open);
                foreach (var pending in group) Enqueue(open, pending.Batch);
                await open.Commit().ConfigureAwait(false);
                Volatile.Write(ref committed, open.Log.CommittedUntilAddress);
                Signal();
                foreach (var pending in group) pending.Done.SetResult();
            }
            catch (Exception e)
            {
                // The library's log refuses everything after a failed write; what was committed before is found again by reopening.
                lock (gate) CloseStore();
                // Told first: whatever becomes of the reopening, nobody waits for a batch that is given up.
                var failure = new IOException($"The journal could not keep the batch: {e.Message}", e);
                foreach (var pending in group) pending.Done.TrySetException(failure);
                TryReopen();
            }
        }
    }

    private void Enqueue(JournalStore open, IReadOnlyList<Arrival> batch)
    {
        foreach (var arrival in batch)
        {
            var most = JournalCodec.Measure(arrival);
            if (encoded.Length < most) encoded = new byte[Math.Max(most, encoded.Length * 2)];
            open.Enqueue(encoded.AsSpan(0, JournalCodec.Write(arrival, encoded)));
        }
    }

    private void Truncate(JournalStore open)
    {
        var to = Volatile.Read(ref truncateTo);
        if (to <= open.Log.BeginAddress) return;
        lock (gate) open.Log.TruncateUntilPageStart(to);
    }

    private JournalStore Reopen()
    {
        lock (gate)
        {
            store = JournalStore.Open(options);
            Volatile.Write(ref committed, store.Log.CommittedUntilAddress);
        }

        Signal();
        return store;
    }

    private void TryReopen()
    {
        try
        {
            Reopen();
        }
        catch (IOException)
        {
            // Tried again by the next batch; readers wait meanwhile.
        }
    }

    private void CloseStore()
    {
        var closing = store;
        store = null;
        try
        {
            foreach (var reader in readers) reader.Close();
            closing?.Dispose();
        }
        catch (Exception)
        {
            // It is given up because it failed; what it still says about that must not stop the writer.
        }
    }

    private void Signal()
    {
        TaskCompletionSource told;
        lock (gate) (told, grown) = (grown, NewSignal());
        told.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var found = Interlocked.CompareExchange(ref target, value, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    private sealed record Pending(IReadOnlyList<Arrival> Batch, TaskCompletionSource Done)
    {
        public int Bytes { get; } = Batch.Sum(a => a.Line.Length + 64);
    }
}
