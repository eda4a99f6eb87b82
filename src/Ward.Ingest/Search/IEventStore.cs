using Ward.City;
using Ward.Ingest.Search.Language;

namespace Ward.Ingest.Search;

/// <summary>
/// The stored history of one city: events as columns, with the raw line, searchable. Implemented by storage; one owner process.
/// <see cref="Add"/> and <see cref="Flush"/> have one caller, the writer; everything else is thread-safe.
/// The journal is what makes an event durable: whoever writes begins again at <see cref="Next"/> after a kill, and nothing is lost or doubled.
/// </summary>
public interface IEventStore : IAsyncDisposable
{
    CityId City { get; }

    /// <summary>The first journal offset that the store has not taken; after opening, where the journal is to be read from.</summary>
    long Next { get; }

    /// <summary>Everything before this offset outlives a kill without the journal, which must keep the rest.</summary>
    long Durable { get; }

    StoreStatus Status { get; }

    /// <summary>Copies the event. It is searchable after the next <see cref="Flush"/>. An offset before <see cref="Next"/> is already there and ignored.</summary>
    /// <exception cref="ArgumentException">It is of another city.</exception>
    void Add(Event e);

    /// <summary>Makes what was added searchable, and durable where enough has come together or waited long enough.</summary>
    /// <exception cref="IOException">The disk is full or gone. What was added is still searchable, and is made durable by a later call.</exception>
    ValueTask Flush(CancellationToken stop);

    /// <summary>
    /// The answer as it is found: rows or groups, with progress between them; the last part says that it is complete.
    /// A search that is no longer read ends its work.
    /// </summary>
    /// <param name="now">The moment of asking, for relative times.</param>
    /// <exception cref="SearchException">The query cannot be answered by this store, or part of it cannot be read.</exception>
    IAsyncEnumerable<SearchPart> Search(Query query, DateTimeOffset now, CancellationToken stop);

    /// <summary>Stored events that fit, from an offset on, in the order of offsets; for hunts and exports. Memory does not grow with their number.</summary>
    /// <param name="now">The moment of asking, for relative times.</param>
    /// <exception cref="SearchException">Part of the history cannot be read.</exception>
    IAsyncEnumerable<FoundEvent> Replay(TimeRange time, Condition where, long fromOffset, DateTimeOffset now, CancellationToken stop);

    /// <summary>Writes the events that fit as one Parquet file; summary, order and limit of the query do not count.</summary>
    /// <returns>How many events were written.</returns>
    Task<long> Export(Query query, DateTimeOffset now, string file, CancellationToken stop);

    /// <summary>Deletes what is too old or too much, oldest days first.</summary>
    /// <returns>How many events were deleted.</returns>
    Task<long> Retain(Retention retention, DateTimeOffset now, CancellationToken stop);
}
