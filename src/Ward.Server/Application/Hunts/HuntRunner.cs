using Ward.Detect.Hunts;
using Ward.Detect.Rules;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Intelligence;

namespace Ward.Server.Application.Hunts;

/// <summary>
/// Runs hunts, one at a time and behind the live watch; the others wait. What ran when the server was killed goes on at the next start,
/// unless it broke off twice at the same place. Thread-safe.
/// </summary>
internal sealed partial class HuntRunner(IHuntStore kept, IEventStore events, LiveLoad live, CurrentCity city, Intelligence.Intelligence intelligence, TimeProvider time, ILogger<HuntRunner> log) : BackgroundService
{
    /// <summary>Hunts that are kept at the most; then some must be removed before another begins.</summary>
    public const int MostKept = 100;

    private readonly Lock gate = new();
    private readonly List<HuntEntry> hunts = [];
    private readonly SemaphoreSlim work = new(0);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HuntEntry> All
    {
        get
        {
            lock (gate) return [.. hunts.AsEnumerable().Reverse()];
        }
    }

    public HuntEntry? Find(string id)
    {
        lock (gate) return hunts.Find(h => h.Record.Id.Value == id);
    }

    /// <summary>True where the hunt that runs waits for the live watch.</summary>
    public bool GivesWay => live.Waits;

    /// <summary>Keeps the hunt and lets it wait for its turn; null where too many are kept.</summary>
    /// <param name="make">Makes the record with an id that no other has.</param>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public HuntEntry? Add(Func<HuntId, HuntRecord> make, RuleTexts rules, IReadOnlyList<RuleFile> lists, IReadOnlyList<HuntedFeed> feeds)
    {
        lock (gate)
        {
            if (hunts.Count >= MostKept) return null;
            var stem = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);
            var number = 1;
            while (hunts.Exists(h => h.Record.Id.Value == $"{stem}-{number}")) number++;
            var record = make(new HuntId($"{stem}-{number}"));
            kept.Create(record, rules, lists, feeds);
            var entry = new HuntEntry(record, HuntProgress.None);
            hunts.Add(entry);
            work.Release();
            return entry;
        }
    }

    /// <summary>Stops it where it stands; false where it neither runs nor waits.</summary>
    public async Task<bool> Pause(HuntEntry entry)
    {
        Task ended;
        lock (gate)
        {
            if (entry.Record.Stage is not (HuntStage.Waiting or HuntStage.Running)) return false;
            if (entry.Record.Stage == HuntStage.Waiting) Note(entry, entry.Record with { Stage = HuntStage.Paused });
            entry.Stop?.Cancel();
            ended = entry.Ended;
        }

        await ended;
        return true;
    }

    /// <summary>Lets it wait for its turn again; false where it is not paused and has not failed, or is damaged.</summary>
    public bool Resume(HuntEntry entry)
    {
        lock (gate)
        {
            if (entry.Record.IsDamaged || entry.Record.Stage is not (HuntStage.Paused or HuntStage.Failed)) return false;
            Note(entry, entry.Record with { Stage = HuntStage.Waiting, Trouble = null, WokenAt = null });
            work.Release();
            return true;
        }
    }

    public async Task Remove(HuntEntry entry)
    {
        await Pause(entry);
        lock (gate)
        {
            if (!hunts.Remove(entry)) return;
            kept.Remove(entry.Record.Id);
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var record in kept.All()) Wake(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unread(log, e.Message); // the watch does not wait for old hunts
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        work.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await work.WaitAsync(stoppingToken);
            HuntEntry? next;
            CancellationTokenSource stop;
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                next = hunts.Find(h => h.Record.Stage == HuntStage.Waiting);
                if (next is null) continue;
                stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                (next.Stop, next.Ended) = (stop, ended.Task);
                next.Record = next.Record with { Stage = HuntStage.Running };
            }

            var (stage, trouble) = await Run(next, stop.Token);
            lock (gate)
            {
                next.Rest(Kept(next));
                // Stopped with the server, it goes on with it.
                if (stage == HuntStage.Paused && stoppingToken.IsCancellationRequested) stage = HuntStage.Waiting;
                Note(next, next.Record with { Stage = stage, Trouble = trouble, Ended = stage == HuntStage.Done ? time.GetUtcNow() : null, WokenAt = stage == HuntStage.Waiting ? null : next.Record.WokenAt });
                stop.Dispose();
            }

            ended.SetResult();
        }
    }

    /// <summary>Policy 'hunt failed': whatever goes wrong ends this hunt, is shown with it, and leaves the others and the watch alone.</summary>
    private async Task<(HuntStage Stage, string? Trouble)> Run(HuntEntry entry, CancellationToken stop)
    {
        try
        {
            var record = entry.Record;
            kept.Update(record);
            if (await Analytics(record, stop) is not { } analytics) return (HuntStage.Failed, "What its feeds brought is another by now: remove it and hunt anew.");
            var hunt = new Hunt(analytics, new TimeRange.Between(record.From, record.Until), events, kept.Notes(record.Id), time, new HuntOptions());
            if (kept.Checkpoint(record.Id) is { } checkpoint && !hunt.TryResume(checkpoint)) return (HuntStage.Failed, "What it remembers was written by another version of Ward: remove it and hunt anew.");
            entry.Began = (hunt.Progress.Done, time.GetTimestamp());
            entry.Hunt = hunt;
            var end = await Task.Run(() => hunt.Run(live.GiveWay, stop), CancellationToken.None);
            return (HuntStage.Done, end == HuntEnd.TooMuch ? $"It found more than {new HuntOptions().MostFindings:N0} and ended there." : null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (HuntStage.Paused, null);
        }
        catch (Exception e) when (e is SearchException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (HuntStage.Failed, e.Message);
        }
        catch (Exception e)
        {
            Broken(log, entry.Record.Id, e);
            return (HuntStage.Failed, "Something broke; the server's log has it.");
        }
    }

    // What broke off before it was kept is not there.
    private HuntProgress Kept(HuntEntry entry)
    {
        try
        {
            return kept.Progress(entry.Record.Id);
        }
        catch (IOException)
        {
            return entry.Progress;
        }
    }

    /// <summary>Null where its indicators are no longer those with which it was begun.</summary>
    private async Task<List<IHuntAnalytic>?> Analytics(HuntRecord record, CancellationToken stop)
    {
        var analytics = new List<IHuntAnalytic>();
        if (kept.Rules(record.Id) is { Files.Count: > 0 } rules) analytics.Add(new RuleAnalytic(rules.Compile(), record.Only?.ToHashSet(StringComparer.Ordinal)));
        if (record.Query is { } text) analytics.Add(new QueryAnalytic(((QueryReading.Read)QueryParser.Read(text)).Query.Where));
        analytics.AddRange(record.Baselines.Select(b => new BaselineAnalytic(b)));
        if (record.IndicatorSet is null) return analytics;
        // Hunts of an earlier Ward kept the names of feeds alone: they go on where the feeds still hold what they held.
        var sought = record.Feeds.Count > 0 && record.FeedVersions.Count == 0
            ? await HuntedSet.Of(kept.Lists(record.Id), record.Feeds, intelligence, record.Asked, stop)
            : await HuntedSet.Of(kept.Lists(record.Id), kept.Feeds(record.Id), record.Asked, stop);
        if (sought.Set.Version != record.IndicatorSet) return null;
        analytics.Add(new IndicatorAnalytic(sought.Set, intelligence.Hygiene, () => city()));
        return analytics;
    }

    /// <summary>Policy 'hunt damaged': one that cannot be read is shown with the reason and can be removed; the others wake.</summary>
    private void Wake(HuntRecord record)
    {
        try
        {
            hunts.Add(record.IsDamaged ? new HuntEntry(record, HuntProgress.None) : Woken(record));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            hunts.Add(new HuntEntry(record = record with { Stage = HuntStage.Failed, Trouble = e.Message, IsDamaged = true }, HuntProgress.None));
        }

        if (record.IsDamaged) Damaged(log, record.Id, record.Trouble);
        else if (hunts[^1].Record.Stage == HuntStage.Waiting) work.Release();
    }

    private HuntEntry Woken(HuntRecord record)
    {
        var progress = kept.Progress(record.Id);
        if (record.Stage != HuntStage.Running) return new HuntEntry(record, progress);
        var at = kept.Checkpoint(record.Id)?.Next ?? 0;
        record = record.WokenAt == at
            ? record with { Stage = HuntStage.Paused, Trouble = "It broke off twice at the same place, so it does not go on by itself." }
            : record with { Stage = HuntStage.Waiting, WokenAt = at };
        var entry = new HuntEntry(record, progress);
        Note(entry, record);
        return entry;
    }

    // What a full disk does not take is true in memory until the next start.
    private void Note(HuntEntry entry, HuntRecord now)
    {
        entry.Record = now;
        try
        {
            kept.Update(now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unkept(log, now.Id, e.Message);
        }
    }

    [LoggerMessage(9120, LogLevel.Error, "Old hunts cannot be read: {Reason}")]
    private static partial void Unread(ILogger log, string reason);

    [LoggerMessage(9121, LogLevel.Error, "Hunt {Hunt} broke off")]
    private static partial void Broken(ILogger log, HuntId hunt, Exception cause);

    [LoggerMessage(9123, LogLevel.Error, "Hunt {Hunt} is damaged: {Reason}")]
    private static partial void Damaged(ILogger log, HuntId hunt, string? reason);

    [LoggerMessage(9122, LogLevel.Warning, "The stage of hunt {Hunt} cannot be kept: {Reason}")]
    private static partial void Unkept(ILogger log, HuntId hunt, string reason);
}
