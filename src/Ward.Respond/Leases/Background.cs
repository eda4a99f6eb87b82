using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ward.Respond.Leases;

/// <summary>Work that goes on beside the caller: at most one piece a key, bounded in number, its faults logged and the work tried again when it is due again.</summary>
internal sealed class Background(int most, ILogger log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ended = new();

    /// <summary>False where the key is busy or there is too much already; the next beat asks again.</summary>
    public bool Start(string key, Func<CancellationToken, Task> work)
    {
        if (ended.IsCancellationRequested || running.Count >= most) return false;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = Guarded();
        if (!running.TryAdd(key, task))
        {
            go.SetCanceled(CancellationToken.None);
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
            }
        }
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
