using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Ward.Detect.Indicators;
using Ward.Standards.Stix.Patterns;

namespace Ward.Intelligence;

/// <summary>
/// The threat feeds of one city: asks them, keeps their last good content, makes the set that detection uses. Nothing that a feed does stops it:
/// what fails is tried again later and later, what looks wrong is held back while the last good content stays. Thread-safe but for <see cref="Run"/>.
/// </summary>
public sealed partial class Intelligence : IIndicatorSource
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromDays(7);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(5);

    private readonly FeedStore store;
    private readonly FeedSwitches switches;
    private readonly FetchLimits limits;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Hygiene hygiene;
    private readonly ConcurrentDictionary<string, FeedMemory> memories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> next = new(StringComparer.Ordinal);

    /// <summary>By feed: cancelled when somebody switches it, so that its keeper looks at once.</summary>
    private readonly ConcurrentDictionary<string, CancellationTokenSource> waits = new(StringComparer.Ordinal);

    /// <summary>Held while a content is taken in, which takes seconds where it has millions of values; who only looks never waits for it.</summary>
    private readonly Lock taking = new();
    private IndicatorSet newest = IndicatorSet.Empty;
    private IReadOnlyList<FeedTrouble> troubles = [];

    /// <summary>Opens what is kept: the last good content of every feed is in force at once, whether or not its source answers.</summary>
    /// <exception cref="IOException">What people said about feeds cannot be read; the message names the file.</exception>
    public Intelligence(IntelSettings settings, string folder, Hygiene hygiene, FetchLimits limits, TimeProvider time, ILogger<Intelligence> log)
    {
        (Settings, this.hygiene, this.limits, this.time, this.log) = (settings, hygiene, limits, time, log);
        store = new FeedStore(folder);
        switches = FeedSwitches.Open(Path.Combine(folder, "switched", "feeds.json"));
        foreach (var feed in settings.Feeds) (memories[feed.Id], waits[feed.Id]) = (store.Remember(feed.Id) ?? FeedMemory.None, new CancellationTokenSource());
        RebuildWithoutDamaged();
        Look();
    }

    public IntelSettings Settings { get; }

    public Hygiene Hygiene => hygiene;

    public IndicatorSet Newest => Volatile.Read(ref newest);

    public IReadOnlyList<FeedTrouble> Troubles => Volatile.Read(ref troubles);

    public IReadOnlyList<FeedStatus> Feeds =>
        [.. Settings.Feeds.Select(f => new FeedStatus(f, switches.IsOn(f), switches.Of(f), memories[f.Id], next.TryGetValue(f.Id, out var at) ? at : null, [.. Troubles.Where(t => t.Feed == f.Id)]))];

    public IndicatorSet? Find(string version)
    {
        if (Newest.Version == version) return Newest;
        if (version == IndicatorSet.Empty.Version) return IndicatorSet.Empty;
        lock (taking)
            return store.PartsOf(version) is { } parts && Make(parts) is { } set && set.Version == version ? set : null;
    }

    /// <summary>Asks the feeds until stopped.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll([.. Settings.Feeds.Select(f => Keep(f, stop)), Watch(stop)]);

    /// <summary>
    /// Watches for a feed's values from now on, or no longer, restarts included, whatever ward.yaml says. What it brought last is in force when this returns, and it is asked at
    /// once; switched off, nothing of it is in force when this returns. Reads the content of every feed that is on, which takes seconds where there are millions of values.
    /// </summary>
    /// <exception cref="IOException">It cannot be kept; nothing changed.</exception>
    public void Switch(IntelFeed feed, bool on, string by)
    {
        lock (taking)
        {
            var said = new FeedSwitch(on, by, time.GetUtcNow());
            var before = switches.Of(feed) ?? said with { On = feed.On };
            switches.Say(feed, said);
            try
            {
                RebuildWithoutDamaged();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                switches.Say(feed, before);
                throw new IOException(fault.Message, fault);
            }

            Look();
        }

        var waiting = waits[feed.Id];
        waits[feed.Id] = new CancellationTokenSource();
        waiting.Cancel();
    }

    /// <summary>Asks one feed now and takes in what it brings. True where its content changed.</summary>
    public async Task<bool> Poll(IntelFeed feed, CancellationToken stop)
    {
        var before = memories[feed.Id];
        // Up to ten million lines: read when first asked for, and once.
        var kept = new Lazy<IReadOnlyList<FeedLine>>(() => KeptOf(before));
        var result = await new FeedFetcher(feed, limits, time).Fetch(before.Seal, () => kept.Value, stop).ConfigureAwait(false);
        lock (taking) return Take(feed, before with { Asked = time.GetUtcNow() }, result, kept);
    }

    /// <summary>Asks a feed and makes a set of it alone, without taking it in: for trying it out.</summary>
    public async Task<(IndicatorSet? Set, string? Trouble, FeedMemory Counts)> Try(IntelFeed feed, CancellationToken stop)
    {
        var result = await new FeedFetcher(feed, limits, time).Fetch(FetchSeal.None, () => [], stop).ConfigureAwait(false);
        if (result is FetchResult.Failed failed) return (null, failed.Reason, FeedMemory.None);
        if (result is not FetchResult.Content content) return (null, "the source says that nothing has changed, though it was asked for all", FeedMemory.None);
        var check = FeedCheck.Of(feed, content.Draft.Lines, [], hygiene, time.GetUtcNow());
        var builder = new IndicatorSetBuilder();
        builder.Begin(feed.Source, "tried");
        Add(builder, feed.Source, check.Lines);
        return (builder.Build(), check.Held, Counted(FeedMemory.None, content.Draft, check));
    }

    /// <summary>The last good content of a feed, and its version; null where there is no such feed or it has brought nothing.</summary>
    public (IndicatorSource Source, string Version, IReadOnlyList<FeedLine> Lines)? Kept(string id) =>
        Settings.Feeds.FirstOrDefault(f => f.Id == id) is { } feed && memories[id].Content is { } version && store.Load(version) is { } lines ? (feed.Source, version, lines) : null;

    private static FeedMemory Counted(FeedMemory memory, FeedDraft draft, FeedCheck check) => memory with
    {
        Types = check.Types,
        RefusedCount = draft.RefusedCount,
        Refused = draft.Refused,
        Passed = draft.Passed,
        OwnLeftOut = check.Own,
        NeverBlock = check.NeverBlock,
    };

    private async Task Keep(IntelFeed feed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // Before it is looked at whether the feed is on: who switches it later than this is noticed.
            var switched = waits[feed.Id].Token;
            if (!switches.IsOn(feed))
            {
                next.TryRemove(feed.Id, out _);
                await Pause(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
                continue;
            }

            try
            {
                await Poll(feed, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Policy 'store down': what is in force stays, and the feed is asked again, whatever it was.
                Unkept(feed.Id, fault.Message);
                memories[feed.Id] = memories[feed.Id] with { Failures = memories[feed.Id].Failures + 1, Trouble = fault.Message };
            }

            var wait = Wait(feed, memories[feed.Id]);
            next[feed.Id] = time.GetUtcNow() + wait;
            await Pause(wait).ConfigureAwait(false);

            async Task Pause(TimeSpan length)
            {
                using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, switched);
                await Task.Delay(length, time, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The feed's own pace, a little off so that feeds do not come all at once; after failures doubling from a minute up to it.</summary>
    private static TimeSpan Wait(IntelFeed feed, FeedMemory memory)
    {
        var off = 0.95 + ((memory.Asked?.UtcTicks ?? 0) / TimeSpan.TicksPerSecond % 101 / 1000.0);
        if (memory.Failures == 0) return feed.Every * off;
        var doubled = FirstRetry * Math.Pow(2, Math.Min(memory.Failures - 1, 20));
        // A source may ask for patience, not for silence: a century would end the feed, and one word is all it takes.
        var told = memory.RetryAfter > LongestRetry ? LongestRetry : memory.RetryAfter;
        var asked = told > doubled ? told.Value : doubled;
        var wait = (asked < feed.Every || told > feed.Every ? asked : feed.Every) * off;
        return told > wait ? told.Value : wait;
    }

    private bool Take(IntelFeed feed, FeedMemory memory, FetchResult result, Lazy<IReadOnlyList<FeedLine>> kept)
    {
        var now = memory.Asked!.Value;
        switch (result)
        {
            case FetchResult.Failed failed:
                FeedFailed(feed.Id, failed.Reason);
                return Note(feed, memory with { Failures = memory.Failures + 1, Trouble = failed.Reason, RetryAfter = failed.RetryAfter });
            case FetchResult.Unchanged: return Note(feed, memory with { Failures = 0, Trouble = null, RetryAfter = null, Answered = now });
            case FetchResult.Content content:
                var good = memory with { Failures = 0, Trouble = null, RetryAfter = null, Answered = now };
                var check = FeedCheck.Of(feed, content.Draft.Lines, kept.Value, hygiene, now);
                if (check.Lines.Count == 0 && content.Draft.RefusedCount > 0 && memory.Content is not null)
                    return Note(feed, good with { Failures = memory.Failures + 1, Trouble = $"nothing in it was understood: {content.Draft.Refused[0].Reason}" });
                if (check.Held is not null)
                {
                    HeldBack(feed.Id, check.Held);
                    // Its seal is not kept: the source is to send it again, and what it sends then is judged anew.
                    return Note(feed, good with { Held = check.Held, HeldKind = check.Kind, HeldSince = memory.HeldSince ?? now });
                }

                var version = store.Save(check.Lines);
                var changed = version != memory.Content;
                Note(feed, Counted(good, content.Draft, check) with { Content = version, Seal = content.Seal, Changed = changed ? now : memory.Changed, Held = null, HeldKind = null, HeldSince = null });
                if (changed && switches.IsOn(feed)) Rebuild(new KeyValuePair<string, IReadOnlyList<FeedLine>>(version, check.Lines));
                return changed;
            default: throw new InvalidOperationException("A fetch has one of three results.");
        }
    }

    private bool Note(IntelFeed feed, FeedMemory memory)
    {
        memories[feed.Id] = memory;
        store.Save(feed.Id, memory);
        Look();
        return false;
    }

    private IReadOnlyList<FeedLine> KeptOf(FeedMemory memory) => memory.Content is { } version && store.Load(version) is { } lines ? lines : [];

    private void RebuildWithoutDamaged()
    {
        // Once more a feed, at most: each failure takes one damaged content out.
        for (var left = Settings.Feeds.Count; left >= 0 && !Rebuild(); left--) { }
    }

    /// <param name="known">A content that need not be read again.</param>
    /// <returns>False where a content is damaged; it is then left out the next time.</returns>
    private bool Rebuild(KeyValuePair<string, IReadOnlyList<FeedLine>> known = default)
    {
        var parts = Settings.Feeds.Where(f => switches.IsOn(f) && memories[f.Id].Content is not null).OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => new SetPart(f.Source, memories[f.Id].Content!)).ToList();
        if (Make(parts, known) is not { } set) return false;
        if (set.Version == Newest.Version) return true;
        store.Note(set.Version, parts, memories.Values.Select(m => m.Content).OfType<string>());
        Volatile.Write(ref newest, set);
        SetMade(set.Count, set.Patterns.Count, set.Version);
        return true;
    }

    /// <returns>Null where a content is gone or damaged.</returns>
    private IndicatorSet? Make(IReadOnlyList<SetPart> parts, KeyValuePair<string, IReadOnlyList<FeedLine>> known = default)
    {
        if (parts.Count == 0) return IndicatorSet.Empty;
        var builder = new IndicatorSetBuilder();
        foreach (var part in parts)
        {
            if ((part.Content == known.Key ? known.Value : store.Load(part.Content)) is not { } lines)
            {
                Damaged(part.Source.Id, part.Content);
                // Without its seal the source is asked for everything again.
                if (memories.GetValueOrDefault(part.Source.Id) is { } memory && memory.Content == part.Content) memories[part.Source.Id] = memory with { Content = null, Seal = FetchSeal.None };
                return null;
            }

            builder.Begin(part.Source, part.Content);
            Add(builder, part.Source, lines);
        }

        return builder.Build();
    }

    internal static void Add(IndicatorSetBuilder builder, IndicatorSource source, IEnumerable<FeedLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Type != IndicatorType.Pattern) builder.Add(line.ToIndicator(), line.FirstSeen);
            else if (PatternParser.Read(line.Value) is PatternReading.Read read) builder.Add(new PatternIndicator($"{source.Id}/{line.Key}", read.Pattern, line.ToMention(source)));
        }
    }

    /// <summary>Staleness comes by itself, so it is looked for now and then.</summary>
    private async Task Watch(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(CheckEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (taking) Look();
        }
    }

    private void Look()
    {
        var now = time.GetUtcNow();
        var found = new List<FeedTrouble>();
        foreach (var feed in Settings.Feeds.Where(switches.IsOn))
        {
            var memory = memories[feed.Id];
            if (memory is { Held: { } held, HeldKind: { } kind, HeldSince: { } since })
                found.Add(new FeedTrouble($"{feed.Id}/{kind}/{since.UtcTicks}", feed.Id, kind, "content like the last good one, which stays in force", held, since));
            if ((memory.Changed ?? memory.Asked) is { } last && now - last > feed.Stale)
                found.Add(new FeedTrouble($"{feed.Id}/{FeedTroubleKind.Stale}/{last.UtcTicks}", feed.Id, FeedTroubleKind.Stale, string.Create(CultureInfo.InvariantCulture, $"something new within {feed.Stale.TotalHours:0.#} h"),
                    string.Create(CultureInfo.InvariantCulture, $"nothing new since {last.UtcDateTime:yyyy-MM-dd HH:mm}Z{(memory.Trouble is { } why ? $": {why}" : "")}"), last + feed.Stale));
        }

        if (!found.Select(t => t.Key).SequenceEqual(troubles.Select(t => t.Key))) Volatile.Write(ref troubles, found);
    }

    [LoggerMessage(120, LogLevel.Warning, "Threat feed {Feed}: {Reason}")]
    private partial void FeedFailed(string feed, string reason);

    [LoggerMessage(121, LogLevel.Warning, "Threat feed {Feed} is held back: {Reason}")]
    private partial void HeldBack(string feed, string reason);

    [LoggerMessage(122, LogLevel.Information, "{Count} indicators and {Patterns} patterns, set {Version}")]
    private partial void SetMade(int count, int patterns, string version);

    [LoggerMessage(123, LogLevel.Warning, "Threat feed {Feed}: its kept content {Version} is gone or damaged")]
    private partial void Damaged(string feed, string version);

    [LoggerMessage(124, LogLevel.Warning, "Threat feed {Feed} cannot be kept now: {Reason}")]
    private partial void Unkept(string feed, string reason);
}
