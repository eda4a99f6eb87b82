using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Ward.City;
using Ward.Ingest.Feeds;
using Ward.Ingest.Journal;
using Ward.Ingest.Search;

namespace Ward.Ingest;

/// <summary>
/// Carries the journal into the event store, beside detection and at its own pace, with decoders of its own: a slow store holds nobody up,
/// since the journal keeps what the store does not have yet. Runs once at a time.
/// </summary>
public sealed class StoreWriter
{
    private const int FlushEvents = 20_000;
    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(500), Retry = TimeSpan.FromSeconds(2);
    private readonly IReadOnlyList<FeedOptions> feeds;
    private readonly IJournal journal;
    private readonly IEventStore store;
    private readonly Func<IPAddress, AssetId?> assetAt;
    private readonly IngestOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly StoreLag lag;

    /// <param name="assetAt">The asset that has an address; asked about verified senders only.</param>
    public StoreWriter(
        IReadOnlyList<FeedOptions> feeds, IJournal journal, IEventStore store, Func<IPAddress, AssetId?> assetAt, IngestOptions options, TimeProvider time, ILogger logger)
    {
        (this.feeds, this.journal, this.store, this.assetAt, this.options, this.time, this.logger) = (feeds, journal, store, assetAt, options, time, logger);
        lag = new StoreLag(time);
    }

    /// <summary>How far the store is behind the journal, and what hinders it: now. Thread-safe.</summary>
    public StoreWriterStatus Status
    {
        get
        {
            var stored = store.Status;
            return lag.Now(journal.End, store.Next, stored.Trouble, stored.TroubleSince);
        }
    }

    /// <summary>Runs until stopped. Policy 'store down': what goes wrong is shown, and tried again from where the store stands.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await CarryAll(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (lag.Failed(e.Message)) logger.Unstored(e);
                await Task.Delay(Retry, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Carries until the journal ends or it is stopped; throws what goes wrong. <see cref="Run"/> does so again and again.</summary>
    public async Task CarryAll(CancellationToken stop)
    {
        // A journal that was begun anew counts from the start, and its lines would be taken for some that are already there.
        if (journal.End < store.Next) throw new IOException($"The journal ends at {journal.End}, before the {store.Next} up to which the event store has it: they do not belong together.");
        var normaliser = new Normaliser(feeds.Select(f => new FeedMeter(f, NullLogger.Instance)), assetAt, options, NullLogger.Instance);
        await using var arrivals = journal.ReadFrom(store.Next, stop).GetAsyncEnumerator(stop);
        Task? due = null;
        for (var unseen = 0; ;)
        {
            var end = journal.End;
            var next = arrivals.MoveNextAsync();
            if (!next.IsCompletedSuccessfully)
            {
                var coming = next.AsTask();
                while (unseen > 0 && !coming.IsCompleted)
                {
                    due ??= Task.Delay(FlushEvery, time, stop);
                    if (await Task.WhenAny(coming, due).ConfigureAwait(false) == due) unseen = await Flush(stop).ConfigureAwait(false);
                    if (unseen == 0) due = null;
                }

                if (unseen == 0 && !coming.IsCompleted) lag.CaughtUp(end);

                if (!await coming.ConfigureAwait(false)) break;
            }
            else if (!next.Result)
            {
                break;
            }

            lag.Carried(arrivals.Current.Offset, arrivals.Current.Received);
            store.Add(normaliser.Read(arrivals.Current));
            due ??= Task.Delay(FlushEvery, time, stop);
            if (++unseen < FlushEvents && !due.IsCompleted) continue;
            unseen = await Flush(stop).ConfigureAwait(false);
            due = null;
        }

        await Flush(stop).ConfigureAwait(false);
    }

    private async ValueTask<int> Flush(CancellationToken stop)
    {
        await store.Flush(stop).ConfigureAwait(false);
        lag.Flushed(store.Next);
        return 0;
    }
}
