using Ward.Ingest.Search;

namespace Ward.Storage.Embedded.Events;

/// <summary>Who reads the store now: a store that closes stops them and waits until they have let go. Thread-safe.</summary>
internal sealed class StoreReaders : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int reading;
    private bool closed;

    /// <summary>How many read now.</summary>
    public int Reading
    {
        get
        {
            lock (gate) return reading;
        }
    }

    /// <summary>Until disposed, the store stays open.</summary>
    /// <exception cref="SearchException">The store closes.</exception>
    public Reader Enter(CancellationToken stop)
    {
        lock (gate)
        {
            if (closed) throw Closing();
            reading++;
        }

        return new Reader(this, stop);
    }

    /// <summary>Lets nobody in, stops who is in, and waits for them. False where somebody has not let go in that time.</summary>
    public async Task<bool> Close(TimeSpan patience, TimeProvider time)
    {
        lock (gate)
        {
            closed = true;
            if (reading == 0) gone.TrySetResult();
        }

        await closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(gone.Task, Task.Delay(patience, time, CancellationToken.None)).ConfigureAwait(false);
        return gone.Task.IsCompleted;
    }

    public void Dispose() => closing.Dispose();

    private static SearchException Closing() => new("The event store closes.");

    private void Leave()
    {
        lock (gate)
        {
            reading--;
            if (closed && reading == 0) gone.TrySetResult();
        }
    }

    /// <param name="stop">Of who asked.</param>
    internal sealed class Reader(StoreReaders readers, CancellationToken stop) : IDisposable
    {
        private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop, readers.closing.Token);

        /// <summary>Cancelled when who asked has enough, and when the store closes.</summary>
        public CancellationToken Stop => ending.Token;

        /// <summary>The same; what ends because the store closes says so.</summary>
        public async IAsyncEnumerable<T> Until<T>(IAsyncEnumerable<T> all)
        {
            await using var each = all.GetAsyncEnumerator(Stop);
            while (await Next(each).ConfigureAwait(false)) yield return each.Current;
        }

        public void Dispose()
        {
            ending.Dispose();
            readers.Leave();
        }

        private async ValueTask<bool> Next<T>(IAsyncEnumerator<T> each)
        {
            try
            {
                return await each.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw Closing();
            }
        }
    }
}
