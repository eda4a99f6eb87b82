using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Detect.Incidents;
using Ward.Detect.Risk;
using Ward.Detect.Rules;
using Ward.Ingest;

namespace Ward.Detect;

/// <summary>
/// The chapter: every event goes past the rules and the baselines, findings are joined, incidents are handed on.
/// A snapshot is only taken when every incident of the events in it is settled: its story is told and kept.
/// A crash therefore repeats incidents at most, under the same ids and revisions, and loses none.
/// One stream of events at a time; <see cref="Status"/> from any thread.
/// </summary>
public sealed class Detection : IDetect
{
    private static readonly TimeSpan UntilSettled = TimeSpan.FromMilliseconds(50);

    /// <summary>How often, in silence, rules that wait for something not to come are told how late it is.</summary>
    private static readonly TimeSpan UntilTold = TimeSpan.FromSeconds(5);
    private readonly IRuleEngine rules;
    private readonly IReadOnlyList<IBaseline> baselines;
    private readonly IncidentJoiner joiner;
    private readonly IDetectionSnapshots snapshots;
    private readonly CityId city;
    private readonly TimeProvider time;
    private readonly DetectionOptions options;
    private readonly ILogger log;
    private readonly StateParts state;
    private readonly List<Finding> findings = [];
    private readonly List<Finding> risky = [];
    private readonly List<Incident> incidents = [];
    private long newestTicks;
    private long events;
    private long found;
    private long errors;
    private long late;
    private long wrongClock;
    private long snapshotFailures;
    private long refused;
    private long silenced;
    private long nextOffset;
    private long snapshotOffset;
    private long handed;
    private long settled;
    private int weighing;
    private int unsaved;
    private long savedAt;
    private TimeSpan saving;
    private Task? silence;
    private Task<bool>? coming;

    /// <param name="joiner">Of the same city.</param>
    /// <param name="risk">Of the same city; null for one of its own.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public Detection(
        IRuleEngine rules, IReadOnlyList<IBaseline> baselines, IncidentJoiner joiner, IDetectionSnapshots snapshots, CityId city,
        TimeProvider time, DetectionOptions options, ILogger<Detection> log, RiskBook? risk = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.rules, this.baselines, this.joiner, this.snapshots) = (rules, baselines, joiner, snapshots);
        (this.city, this.time, this.options, this.log) = (city, time, options, log);
        Risk = risk ?? new RiskBook(city, new RiskOptions());
        state = new StateParts("detect",
        [
            ("rules", rules.Save, rules.TryRestore),
            .. baselines.Select(b => (b.GetType().Name, (Action<Stream>)b.Save, (Func<Stream, bool>)b.TryRestore)),
            ("incidents", joiner.Save, joiner.TryRestore),
            ("risk", Risk.Save, Risk.TryRestore),
        ]);
    }

    /// <summary>First journal offset not yet weighed and handed on; after <see cref="LoadSnapshot"/>, where the journal is to be read from.</summary>
    public long NextOffset => Volatile.Read(ref nextOffset);

    /// <summary>Risk per entity. May be asked from any thread.</summary>
    public RiskBook Risk { get; }

    /// <summary>How late it is by the events: the newest believable event time, by which risk fades. Thread-safe.</summary>
    public DateTimeOffset EventTime => new DateTimeOffset(Volatile.Read(ref newestTicks), TimeSpan.Zero) is var heard && Risk.Clock is var told && told > heard ? told : heard;

    /// <summary>A snapshot that many events ask for waits until the last one's work is no more than a twentieth of the time: a flood must not be spent on saving.</summary>
    private bool IsPaidFor => time.GetElapsedTime(savedAt) >= saving * 20;

    private bool AllSettled => Volatile.Read(ref settled) >= handed;

    /// <summary>Counts as of now. Thread-safe.</summary>
    public DetectionStatus Status
    {
        get
        {
            var joined = joiner.Counts;
            var counted = rules.Counts;
            var atRisk = Risk.Counts;
            var (evicted, withheld, warming) = (joined.ClosedEarly + counted.Evicted + atRisk.Evicted, 0L, 0L);
            foreach (var baseline in baselines)
            {
                var counts = baseline.Counts;
                (evicted, withheld, warming) = (evicted + counts.Evicted, withheld + counts.Withheld, warming + counts.Warming);
            }

            return new DetectionStatus(
                Volatile.Read(ref events), Volatile.Read(ref found), joined.Opened, joined.Revisions, joined.Folded, Volatile.Read(ref errors),
                Volatile.Read(ref late), Volatile.Read(ref wrongClock), evicted, withheld, joined.Dropped, warming,
                Volatile.Read(ref snapshotFailures), Volatile.Read(ref refused), NextOffset, Volatile.Read(ref snapshotOffset)) { Rules = counted, Risk = atRisk, Silenced = Volatile.Read(ref silenced) };
        }
    }

    /// <summary>
    /// Takes back the last snapshot and returns the offset from which events are due. Before the journal is listened to, and once.
    /// One that is refused is counted and logged, and detection begins empty at offset 0.
    /// </summary>
    public async Task<long> LoadSnapshot(CancellationToken stop)
    {
        var snapshot = await snapshots.Load(city, stop).ConfigureAwait(false);
        if (snapshot is null) return NextOffset;
        var reason = "it is of another city";
        if (snapshot.City == city && state.TryRestore(snapshot.State, out reason))
        {
            nextOffset = snapshotOffset = snapshot.NextOffset;
            DetectionLog.Restored(log, nextOffset);
        }
        else
        {
            Volatile.Write(ref refused, refused + 1);
            DetectionLog.RestoreRefused(log, snapshot.NextOffset, reason);
        }

        return NextOffset;
    }

    public void Settle(Incident incident) => Interlocked.Increment(ref settled);

    public async IAsyncEnumerable<Incident> Weigh(IAsyncEnumerable<Event> events, [EnumeratorCancellation] CancellationToken stop)
    {
        if (Interlocked.Exchange(ref weighing, 1) != 0) throw new InvalidOperationException("One stream of events at a time: its state has one order.");
        try
        {
            savedAt = time.GetTimestamp();
            await using var source = events.GetAsyncEnumerator(stop);
            while (await Next(source, stop).ConfigureAwait(false) is var heard and not Heard.End)
            {
                if (heard == Heard.Silence)
                {
                    WeighSilence();
                    handed += incidents.Count;
                    foreach (var incident in incidents) yield return incident;
                    continue;
                }

                var offset = source.Current.Offset;
                // Already in the restored state: weighing it again would count it twice.
                if (offset < NextOffset) continue;
                Weigh(source.Current);
                handed += incidents.Count;
                foreach (var incident in incidents) yield return incident;
                Volatile.Write(ref nextOffset, offset + 1);
                if (((++unsaved >= options.SnapshotEvents && IsPaidFor) || Left() == TimeSpan.Zero) && AllSettled) await SaveSnapshot(stop).ConfigureAwait(false);
            }

            if (unsaved > 0 && AllSettled) await SaveSnapshot(stop).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref weighing, 0);
        }
    }

    /// <summary>
    /// Waits for the next event. In silence, and when told to stop, what is not yet saved is saved here, if all is settled.
    /// </summary>
    private async Task<Heard> Next(IAsyncEnumerator<Event> source, CancellationToken stop)
    {
        try
        {
            if (coming is null)
            {
                var next = source.MoveNextAsync();
                if (next.IsCompletedSuccessfully || (unsaved == 0 && !rules.Waits)) return await next.ConfigureAwait(false) ? Heard.Event : Heard.End;
                coming = next.AsTask();
            }

            while (!coming.IsCompleted && (unsaved > 0 || rules.Waits) && !stop.IsCancellationRequested)
            {
                // One timer runs on over many short waits; it wakes at the latest one interval after the snapshot is due.
                silence ??= Task.Delay(Pause(), time, stop);
                if (await Task.WhenAny(coming, silence).ConfigureAwait(false) != silence) break;
                silence = null;
                if (stop.IsCancellationRequested) break;
                if (unsaved > 0 && Left() == TimeSpan.Zero && AllSettled) await SaveSnapshot(stop).ConfigureAwait(false);
                if (rules.Waits) return Heard.Silence;
            }

            var isThere = await coming.ConfigureAwait(false);
            coming = null;
            return isThere ? Heard.Event : Heard.End;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (unsaved > 0 && AllSettled) await SaveSnapshot(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private TimeSpan Pause()
    {
        var pause = unsaved == 0 ? UntilTold : AllSettled ? Left() + TimeSpan.FromMilliseconds(1) : UntilSettled;
        return rules.Waits && pause > UntilTold ? UntilTold : pause;
    }

    private TimeSpan Left()
    {
        var left = options.SnapshotEvery - time.GetElapsedTime(savedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private enum Heard { Event, Silence, End }

    private void WeighSilence()
    {
        findings.Clear();
        incidents.Clear();
        var now = time.GetUtcNow();
        Ask(NextOffset, rules, now, static (engine, now, findings) => engine.Pass(now, findings));
        Silence();
        if (findings.Count == 0) return;
        unsaved++;
        Join(now);
    }

    private void Weigh(Event e)
    {
        findings.Clear();
        incidents.Clear();
        Volatile.Write(ref events, events + 1);
        var at = BelievableTime.Of(e, options.FarBehind, out var believed);
        if (!believed) Volatile.Write(ref wrongClock, wrongClock + 1);
        if (believed && at <= e.Received && at.UtcTicks > newestTicks) Volatile.Write(ref newestTicks, at.UtcTicks);
        if (TimeSpan.FromTicks(newestTicks - at.UtcTicks) > options.Lateness) Volatile.Write(ref late, late + 1);

        Ask(e.Offset, rules, e, static (engine, e, findings) => engine.Evaluate(e, findings));
        foreach (var baseline in baselines) Ask(e.Offset, baseline, e, static (baseline, e, findings) => baseline.Observe(e, findings));

        Silence();
        if (findings.Count > 0) Join(e.Received);
    }

    private void Join(DateTimeOffset received)
    {
        Volatile.Write(ref found, found + findings.Count);
        foreach (var finding in findings)
        {
            var judged = BelievableTime.Of(finding.Time, received, options.FarBehind, out var believed);
            Join(believed ? finding : finding with { Time = judged }, received);
        }
    }

    private void Join(Finding finding, DateTimeOffset received)
    {
        if (joiner.Join(finding, received, out var into) is { } incident) incidents.Add(incident);
        risky.Clear();
        Risk.Observe(finding, into, risky);
        Silence(risky);
        Volatile.Write(ref found, found + risky.Count);
        foreach (var told in risky)
            if (joiner.Join(told, received) is { } own) incidents.Add(own);
    }

    private void Silence()
    {
        if (findings.Count > 0) Silence(findings);
    }

    /// <summary>Takes out what filters over findings keep quiet, before anything rests on it.</summary>
    private void Silence(List<Finding> told)
    {
        var quiet = told.RemoveAll(rules.Silences);
        if (quiet > 0) Volatile.Write(ref silenced, silenced + quiet);
    }

    /// <summary>Policy 'skip detector for this event', or this silence: what a failing detector said of it is not heard, the others go on.</summary>
    private void Ask<TDetector, TSeen>(long offset, TDetector detector, TSeen seen, Action<TDetector, TSeen, ICollection<Finding>> ask)
        where TDetector : class
    {
        var before = findings.Count;
        try
        {
            ask(detector, seen, findings);
        }
        catch (Exception error)
        {
            findings.RemoveRange(before, findings.Count - before);
            Volatile.Write(ref errors, errors + 1);
            // The first says it all; then one in a thousand, so that a broken rule does not fill the disk.
            if (errors % 1000 == 1) DetectionLog.DetectorFailed(log, detector.GetType().Name, offset, errors, error);
        }
    }

    /// <summary>Policy 'go on without': a store that fails costs repetition after a crash, never detection.</summary>
    private async Task SaveSnapshot(CancellationToken stop)
    {
        var upTo = NextOffset;
        savedAt = time.GetTimestamp();
        try
        {
            await snapshots.Save(new DetectionSnapshot(city, upTo, state.Save()), stop).ConfigureAwait(false);
            Volatile.Write(ref snapshotOffset, upTo);
            unsaved = 0;
            saving = time.GetElapsedTime(savedAt);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Volatile.Write(ref snapshotFailures, snapshotFailures + 1);
            // Tried again when the next is due, not with every event.
            unsaved = 1;
            DetectionLog.SnapshotFailed(log, upTo, snapshotOffset, error);
        }
    }
}
