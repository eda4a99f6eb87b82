using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Benchmarks.Store;

/// <summary>A store that keeps nothing: what remains is the cost of everything before it.</summary>
internal sealed class NoStore : IEventStore
{
    public CityId City => new("bench");

    public long Next { get; private set; }

    public long Durable => Next;

    public StoreStatus Status => new(0, 0, 0, 0, 0, null, null);

    public void Add(Event e) => Next = e.Offset + 1;

    public ValueTask Flush(CancellationToken stop) => ValueTask.CompletedTask;

    public IAsyncEnumerable<SearchPart> Search(Query query, DateTimeOffset now, CancellationToken stop) => throw new NotSupportedException();

    public IAsyncEnumerable<FoundEvent> Replay(TimeRange time, Condition where, long fromOffset, DateTimeOffset now, CancellationToken stop) => throw new NotSupportedException();

    public Task<long> Export(Query query, DateTimeOffset now, string file, CancellationToken stop) => throw new NotSupportedException();

    public Task<long> Retain(Retention retention, DateTimeOffset now, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
