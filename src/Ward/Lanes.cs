using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Ward;

/// <summary>
/// Spreads items over lanes by key: items of one key stay in order, others run side by side.
/// Bounded: when the lanes are full the source waits, so back-pressure reaches the feeds.
/// </summary>
/// <param name="count">How many lanes, 1 to 256.</param>
public sealed partial class Lanes(int count, TimeProvider time, ILogger<Lanes> log)
{
    private const int Waiting = 16;
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(2);
    private long broken;

    /// <summary>Items whose story broke off since the start. Exception policy StoryBroken: count, log, go on with the next.</summary>
    public long Broken => Interlocked.Read(ref broken);

    /// <summary>Completes when the source has ended and every item is done, or when stopped.</summary>
    /// <param name="again">Items that are told once more, in the order of their lane; what goes wrong with this source is logged and ends it alone.</param>
    /// <param name="tell">What is done with an item.</param>
    /// <param name="done">Called once an item of <paramref name="source"/> is told or has broken off; not for one that a stop cut short.</param>
    public async Task Run<T>(IAsyncEnumerable<T> source, IAsyncEnumerable<T> again, Func<T, string> key, Func<T, CancellationToken, Task> tell, Action<T> done, CancellationToken stop)
    {
        var lanes = Enumerable.Range(0, count)
            .Select(_ => Channel.CreateBounded<(T Item, TaskCompletionSource? Again)>(new BoundedChannelOptions(Waiting) { SingleReader = true })).ToArray();
        var workers = lanes.Select(lane => Drain(lane.Reader, key, tell, done, stop)).ToArray();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var repeating = Repeat(again, (item, told) => lanes[LaneOf(key(item))].Writer.WriteAsync((item, told), ending.Token), ending.Token);
        try
        {
            await foreach (var item in source.ConfigureAwait(false))
                await lanes[LaneOf(key(item))].Writer.WriteAsync((item, null), stop).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await repeating.ConfigureAwait(false);
            foreach (var lane in lanes) lane.Writer.Complete();
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
    }

    // One at a time: what is found goes before what is only told once more.
    private async Task Repeat<T>(IAsyncEnumerable<T> again, Func<T, TaskCompletionSource, ValueTask> write, CancellationToken stop)
    {
        try
        {
            await foreach (var item in again.WithCancellation(stop).ConfigureAwait(false))
            {
                var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await write(item, told).ConfigureAwait(false);
                await told.Task.WaitAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // An ordinary stop.
        }
        catch (Exception e)
        {
            // The watch does not end for want of it: whatever is found is told all the same.
            RepeatingBroken(e);
        }
    }

    private async Task Drain<T>(ChannelReader<(T Item, TaskCompletionSource? Again)> lane, Func<T, string> key, Func<T, CancellationToken, Task> tell, Action<T> done, CancellationToken stop)
    {
        await foreach (var (item, again) in lane.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (!stop.IsCancellationRequested && !await TryTell(item, key, tell, stop).ConfigureAwait(false))
                await Task.Delay(UntilNextTry, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (again is not null) again.TrySetResult();
            else if (!stop.IsCancellationRequested) done(item);
        }
    }

    /// <returns>False where it must be tried again. Exception policy StoreDown: wait and try again; the lane fills, the source waits, nothing is lost.</returns>
    private async Task<bool> TryTell<T>(T item, Func<T, string> key, Func<T, CancellationToken, Task> tell, CancellationToken stop)
    {
        try
        {
            await tell(item, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or DbException)
        {
            StoreDown(key(item), e);
            return false;
        }
        catch (Exception e)
        {
            Interlocked.Increment(ref broken);
            StoryBroken(key(item), e);
            return true;
        }
    }

    private int LaneOf(string key) => (int)((uint)StringComparer.Ordinal.GetHashCode(key) % (uint)count);

    [LoggerMessage(100, LogLevel.Error, "The story of {Item} broke off")]
    private partial void StoryBroken(string item, Exception cause);

    [LoggerMessage(102, LogLevel.Error, "Incidents are no longer told again when a person judges them or the city changes")]
    private partial void RepeatingBroken(Exception cause);

    [LoggerMessage(101, LogLevel.Warning, "The story of {Item} cannot be kept now; it is tried again")]
    private partial void StoreDown(string item, Exception cause);
}
