using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Ward.Detect.Findings;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>
/// Analytics over stored history: events in the journal's order, from a checkpoint on. It decides nothing, acts on nothing and touches no
/// incident. Stopped and gone on with, however often and wherever, it finds exactly what it finds in one go. Used once; <see cref="Progress"/> from any thread.
/// </summary>
public sealed class Hunt
{
    private static readonly Query Extent = ((QueryReading.Read)QueryParser.Read("| count, max(offset)")).Query;
    private readonly IReadOnlyList<IHuntAnalytic> analytics;
    private readonly TimeRange range;
    private readonly IEventStore store;
    private readonly IHuntNotes notes;
    private readonly TimeProvider time;
    private readonly HuntOptions options;
    private readonly StateParts state;
    private readonly Condition needs;
    private readonly FoundEventBuilder events = new();
    private readonly List<Finding> since = [];
    private HuntProgress progress = HuntProgress.None;
    private long next, until = -1;
    private int unsaved;
    private long savedAt;
    private TimeSpan lastSave;

    /// <param name="analytics">One or more, as they are when nothing was seen yet.</param>
    /// <param name="range">Which events by their own time; a fixed one, for a relative one would move.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public Hunt(IReadOnlyList<IHuntAnalytic> analytics, TimeRange range, IEventStore store, IHuntNotes notes, TimeProvider time, HuntOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (range is TimeRange.Last) throw new ArgumentException("A hunt has a fixed range of time.", nameof(range));
        (this.analytics, this.range, this.store, this.notes, this.time, this.options) = (analytics, range, store, notes, time, options);
        state = new StateParts("hunt", analytics.Select(a => (a.GetType().Name, (Action<Stream>)a.Save, (Func<Stream, bool>)a.TryRestore)));
        // What the store must read so that every analytic sees what it needs.
        needs = analytics.Any(a => a.Needs is Condition.Any) ? new Condition.Any()
            : analytics.Count == 1 ? analytics[0].Needs
            : new Condition.OneOf(new Sequence<Condition>(analytics.Select(a => a.Needs)));
    }

    public HuntProgress Progress => Volatile.Read(ref progress);

    /// <summary>Takes back a checkpoint, before <see cref="Run"/>; false where its state is torn, or of another version or other analytics. Then the hunt must not run.</summary>
    public bool TryResume(HuntCheckpoint from)
    {
        if (!state.TryRestore(from.State, out _)) return false;
        (next, until, progress) = (from.Next, from.Until, from.Progress);
        return true;
    }

    /// <summary>Hunts to the end, or until stopped; stopped, it keeps what it has first.</summary>
    /// <param name="giveWay">Asked every few events: completes when the hunt may go on.</param>
    /// <exception cref="SearchException">The history cannot be read.</exception>
    /// <exception cref="IOException">What was found cannot be kept.</exception>
    public async Task<HuntEnd> Run(Func<CancellationToken, ValueTask> giveWay, CancellationToken stop)
    {
        savedAt = time.GetTimestamp();
        if (until < 0) await Begin(stop).ConfigureAwait(false);
        try
        {
            var end = await Look(giveWay, stop).ConfigureAwait(false);
            // What was deleted for its age since the hunt began will not come any more.
            if (end == HuntEnd.Complete) progress = progress with { Total = progress.Done };
            await Save(stop).ConfigureAwait(false);
            return end;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Save(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<HuntEnd> Look(Func<CancellationToken, ValueTask> giveWay, CancellationToken stop)
    {
        if (until == 0) return HuntEnd.Complete;
        var atOnce = 0;
        await foreach (var found in store.Replay(range, needs, next, time.GetUtcNow(), stop).ConfigureAwait(false))
        {
            if (found.Offset >= until) break;
            if (progress.Findings >= options.MostFindings) return HuntEnd.TooMuch;
            Look(found);
            if (++unsaved >= options.CheckpointEvents || since.Count >= options.CheckpointFindings || IsDue()) await Save(stop).ConfigureAwait(false);
            if (++atOnce < options.EventsAtOnce) continue;
            atOnce = 0;
            stop.ThrowIfCancellationRequested();
            await giveWay(stop).ConfigureAwait(false);
        }

        return HuntEnd.Complete;
    }

    /// <summary>Fixes what there is to look at: what can be found now, and nothing that comes later.</summary>
    private async Task Begin(CancellationToken stop)
    {
        var extent = Extent with { Time = range, Where = needs };
        await foreach (var part in store.Search(extent, time.GetUtcNow(), stop).ConfigureAwait(false))
            if (part is SearchPart.Group { Values: [long count, var last] }) (until, progress) = (last is null ? 0 : Convert.ToInt64(last, CultureInfo.InvariantCulture) + 1, HuntProgress.None with { Total = count });
        if (until < 0) throw new SearchException("The store did not say how many events there are.");
        await Save(stop).ConfigureAwait(false);
    }

    private void Look(FoundEvent found)
    {
        var e = events.Read(found);
        var (before, errors) = (since.Count, 0);
        foreach (var analytic in analytics) errors += Ask(analytic, e) ? 0 : 1;
        next = found.Offset + 1;
        Volatile.Write(ref progress, new HuntProgress(
            progress.Done + 1, progress.Total, found.Time, progress.Findings + since.Count - before, progress.WithoutSource + (found.LogSource is null ? 1 : 0), progress.Errors + errors));
    }

    /// <summary>Policy 'skip analytic for this event', as in the live watch.</summary>
    private bool Ask(IHuntAnalytic analytic, Event e)
    {
        var before = since.Count;
        try
        {
            analytic.Observe(e, since);
            return true;
        }
        catch (Exception)
        {
            since.RemoveRange(before, since.Count - before);
            return false;
        }
    }

    // A clock is read for every event; a checkpoint of much state is made the less often.
    private bool IsDue() => time.GetElapsedTime(savedAt) is var passed && passed >= options.CheckpointEvery && passed >= 20 * lastSave;

    private async Task Save(CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        await notes.Save(new HuntCheckpoint(next, until, progress, state.Save()), since, stop).ConfigureAwait(false);
        since.Clear();
        unsaved = 0;
        savedAt = time.GetTimestamp();
        lastSave = time.GetElapsedTime(begun, savedAt);
    }
}
