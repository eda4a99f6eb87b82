namespace Ward.Ingest.Journal;

/// <summary>A durable, ordered log with offsets: acknowledged means on disk. One per partition. Implemented by storage.</summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Appends the batch in order; completes when all of it is durable (group commit). Thread-safe.</summary>
    /// <exception cref="IOException">The disk is full or gone: nothing of the batch may be taken as kept.</exception>
    ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop);

    /// <summary>Durable arrivals at or after <paramref name="offset"/>, in order, then waits for more until stopped.</summary>
    IAsyncEnumerable<Arrival> ReadFrom(long offset, CancellationToken stop);

    /// <summary>Durable arrivals at or after <paramref name="from"/> and before <paramref name="until"/>, in order, then ends.</summary>
    IAsyncEnumerable<Arrival> Read(long from, long until, CancellationToken stop);

    /// <summary>The offset that the next arrival will at least have.</summary>
    long End { get; }

    /// <summary>Forgets arrivals before the offset; keeps at least those at or after it.</summary>
    void TruncateBefore(long offset);
}
