using System.Runtime.CompilerServices;
using Ward.Ingest.Journal;

namespace Ward.Agent.Tests.Collecting;

/// <summary>A journal whose content outlives the server that wrote it.</summary>
internal sealed class KeptJournal(List<Arrival> kept) : IJournal
{
    public long End { get { lock (kept) return kept.Count + 1; } }

    public IReadOnlyList<Arrival> Lines { get { lock (kept) return [.. kept]; } }

    public ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop)
    {
        lock (kept)
            foreach (var arrival in batch) kept.Add(arrival with { Offset = kept.Count + 1, Line = arrival.Line.ToArray() });
        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<Arrival> ReadFrom(long offset, CancellationToken stop) => throw new NotSupportedException("nothing listens here");

    public async IAsyncEnumerable<Arrival> Read(long from, long until, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        foreach (var arrival in Lines.Where(a => a.Offset >= from && a.Offset < until)) yield return arrival;
    }

    public void TruncateBefore(long offset) { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
