using System.Runtime.CompilerServices;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Tests.Journal;

/// <summary>A journal in memory; <see cref="Full"/> makes it refuse.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly Lock gate = new();
    private readonly List<Arrival> kept = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Full { get; set; }

    public long End
    {
        get
        {
            lock (gate) return kept.Count + 1;
        }
    }

    public IReadOnlyList<Arrival> Kept
    {
        get
        {
            lock (gate) return [.. kept];
        }
    }

    public IReadOnlyList<string> Lines => [.. Kept.Select(a => System.Text.Encoding.UTF8.GetString(a.Line.Span))];

    public ValueTask Append(IReadOnlyList<Arrival> batch, CancellationToken stop)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            if (Full) return ValueTask.FromException(new IOException("No space left on device"));
            foreach (var arrival in batch) kept.Add(arrival with { Offset = kept.Count + 1, Line = arrival.Line.ToArray() });
            (told, grown) = (grown, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<Arrival> ReadFrom(long offset, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var next = (int)Math.Max(offset, 1); ; next++)
        {
            await Holds(next).WaitAsync(stop);
            yield return Kept[next - 1];
        }
    }

    public async IAsyncEnumerable<Arrival> Read(long from, long until, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        foreach (var arrival in Kept.Where(a => a.Offset >= from && a.Offset < until)) yield return arrival;
    }

    public void TruncateBefore(long offset) { }

    /// <summary>Completes when that many lines are kept.</summary>
    public async Task Holds(int lines)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (kept.Count >= lines) return;
                more = grown.Task;
            }

            await more.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
