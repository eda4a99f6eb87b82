using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ward.Respond.Leases;

/// <summary>
/// Work that goes on beside the caller: at most one piece a key, bounded in number, and in number at each place, so that a place that is
/// frozen does not take all the room. Its faults are logged and the work is tried again when it is due again. Thread-safe.
/// </summary>
internal sealed class Background(int most, ILogger log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> busy = new(StringComparer.Ordinal);
    private readonly int mostAtOnePlace = Math.Max(1, most / 8);
    private readonly CancellationTokenSource ended = new();
    private long turnedAway;

    /// <summary>How often there was no room since the start.</summary>
    public long TurnedAway => Interlocked.Read(ref turnedAway);

    /// <summary>False where the key is busy or there is too much already; the next beat asks again.</summary>
    /// <param name="at">Where the work goes.</param>
    public bool Start(string key, Func<CancellationToken, Task> work, IEnumerable<string>? at = null)
    {
        if (ended.IsCancellationRequested || running.ContainsKey(key)) return false;
        List<string> places = [.. at ?? []];
        if (running.Count >= most || !TryEnter(places))
        {
            Interlocked.Increment(ref turnedAway);
            return false;
        }

        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = Guarded();
        if (!running.TryAdd(key, task))
        {
            go.SetCanceled(CancellationToken.None);
            Leave(places);
            return false;
        }

        go.SetResult();
        return true;

        async Task Guarded()
        {
            try
            {
                await go.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                await work(ended.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
            }
            catch (Exception fault)
            {
                Log.WorkFailed(log, fault, key);
            }
            finally
            {
                running.TryRemove(key, out _);
                Leave(places);
            }
        }
    }

    private bool TryEnter(List<string> places)
    {
        lock (busy)
        {
            if (places.Any(p => busy.GetValueOrDefault(p) >= mostAtOnePlace)) return false;
            foreach (var place in places) busy[place] = busy.GetValueOrDefault(place) + 1;
            return true;
        }
    }

    private void Leave(List<string> places)
    {
        lock (busy)
            foreach (var place in places)
                if (--busy[place] == 0) busy.Remove(place);
    }

    /// <summary>Completes when nothing is running.</summary>
    public async Task Idle()
    {
        while (running.Values.FirstOrDefault() is { } task) await task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await Idle().ConfigureAwait(false);
        ended.Dispose();
    }
}
