using System.Net;
using Ward.City;
using Ward.Ingest.Journal;

namespace Ward.Ingest.Feeds;

/// <summary>The one way from a feed into the journal: makes arrivals, appends them, counts them, and waits while the journal cannot keep them.</summary>
internal sealed class FeedInlet(CityId city, FeedMeter meter, IJournal journal, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100), LongestWait = TimeSpan.FromSeconds(2);

    public FeedOptions Feed => meter.Feed;

    public FeedMeter Meter => meter;

    public TimeProvider Time => time;

    /// <summary>The feed's rate; null where it has none.</summary>
    public FeedPace? Pace { get; } = meter.Feed.Rate is { } rate ? new FeedPace(rate, time) : null;

    public Arrival Make(ReadOnlyMemory<byte> line, bool cut, Assurance assurance, IPAddress? sender) =>
        new(city, meter.Feed.Id, 0, time.GetUtcNow(), assurance, sender, null, line, cut);

    /// <summary>The same as <see cref="Keep"/>, and then waits where the feed's rate is exceeded: for those who can be made to wait.</summary>
    public async Task Append(List<Arrival> batch, CancellationToken stop)
    {
        await Keep(batch, stop).ConfigureAwait(false);
        if (Pace is not null) await Pace.Take(batch.Count, stop).ConfigureAwait(false);
    }

    /// <summary>Completes when the batch is durable. A full or failing disk is shown as trouble and tried again until it works or <paramref name="stop"/>.</summary>
    public async Task Keep(List<Arrival> batch, CancellationToken stop)
    {
        if (batch.Count == 0) return;
        var wait = FirstWait;
        var failed = false;
        while (true)
        {
            try
            {
                await journal.Append(batch, stop).ConfigureAwait(false);
                break;
            }
            catch (IOException e)
            {
                failed = true;
                meter.Trouble(e.Message);
                await Task.Delay(wait, time, stop).ConfigureAwait(false);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
            }
        }

        if (failed) meter.Trouble(null);
        Count(batch);
    }

    /// <summary>The same, once: a failure is the caller's to answer.</summary>
    /// <exception cref="IOException">The journal cannot keep the batch now.</exception>
    public async Task AppendOnce(List<Arrival> batch, CancellationToken stop)
    {
        await journal.Append(batch, stop).ConfigureAwait(false);
        Count(batch);
    }

    private void Count(List<Arrival> batch)
    {
        meter.Received(batch.Count, batch[^1].Received);
        foreach (var arrival in batch)
            if (arrival.Cut) meter.Cut();
    }
}
