using System.Runtime.CompilerServices;
using Ward.Ingest.Journal;

namespace Ward.Fuzz;

/// <summary>Counts what it is given and forgets it; what no journal may be given it refuses loudly.</summary>
internal sealed class NowhereJournal(int lineLimit) : IJournal
{
    public long End { get; private set; }

    public ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop)
    {
        foreach (var arrival in batch)
            if (arrival.Line.Length > lineLimit) throw new InvalidOperationException($"a line of {arrival.Line.Length} bytes is kept");
        End += batch.Count;
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<Arrival> ReadFrom(long offset, CancellationToken stop) => Read(offset, End, stop);

    public async IAsyncEnumerable<Arrival> Read(long from, long until, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        yield break;
    }

    public void TruncateBefore(long offset) { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
