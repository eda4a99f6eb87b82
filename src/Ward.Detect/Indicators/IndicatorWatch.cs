using System.ComponentModel.DataAnnotations;
using System.Text;
using Ward.City;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Indicators;

/// <summary>
/// Watches every event for indicators, beside rules and baselines. A new set comes into force when the state is saved, and the state names it:
/// what is weighed again after a crash is weighed against the same set and says the same. Event time only. Not thread-safe but for the counts.
/// </summary>
public sealed class IndicatorWatch : IBaseline
{
    private const string Tag = "intel";
    private const int Version = 3;
    private const int MostTold = 1000;

    private readonly IIndicatorSource source;
    private readonly Hygiene hygiene;
    private readonly IndicatorOptions options;
    private readonly IndicatorWords words;
    private readonly IndicatorMatcher matcher = new();
    private readonly List<IndicatorHit> hits = [];
    private readonly HashSet<int> seen = [];
    private IndicatorSet set;
    private IReadOnlyList<FeedTrouble> troubles = [];
    private State state;
    private bool begun;
    private long observed;
    private long found;
    private long repeated;
    private long old;
    private long missing;

    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public IndicatorWatch(IIndicatorSource source, Hygiene hygiene, CityModel city, IndicatorOptions options) : this(source, hygiene, () => city, options) { }

    /// <param name="city">Gives the city of this moment.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public IndicatorWatch(IIndicatorSource source, Hygiene hygiene, Func<CityModel> city, IndicatorOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.source, this.hygiene, this.options) = (source, hygiene, options);
        words = new IndicatorWords(city);
        state = new State(options);
        set = source.Newest;
        state.Patterns.Use(set);
    }

    /// <summary>The version of the set in force. Thread-safe.</summary>
    public string InForce => Volatile.Read(ref set).Version;

    public BaselineCounts Counts => new(Volatile.Read(ref observed), 0, 0, Volatile.Read(ref repeated), 0, 0, 0);

    /// <summary>Counted since this object was made. Thread-safe.</summary>
    public IndicatorCounts Indicators => new(
        Volatile.Read(ref found), Volatile.Read(ref repeated), Volatile.Read(ref old), state.Patterns.Undecided, state.Patterns.LeftOut, Volatile.Read(ref missing));

    public void Observe(Event e, ICollection<Finding> findings)
    {
        // Before the first event nothing was judged by the old set, so there is nothing to keep to.
        if (!begun) Adopt();
        begun = true;
        observed++;
        if (!ReferenceEquals(troubles, source.Troubles)) Tell(e, findings);
        if (set.IsEmpty) return;
        hits.Clear();
        matcher.Match(e, set, hits);
        if (hits.Count > 0) Tell(e, At(e), findings);
        if (set.Patterns.Count > 0) Weigh(e, At(e), findings);
    }

    public void Save(Stream state)
    {
        Adopt();
        StateFrame.Write(state, Tag, Version, to =>
        {
            to.Write(set.Version);
            this.state.Save(to);
        });
    }

    public bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var payload)) return false;
        using var reader = new BinaryReader(new MemoryStream(payload, writable: false));
        var restored = new State(options);
        IndicatorSet? named;
        try
        {
            named = source.Find(reader.ReadString());
            restored.Patterns.Use(named ?? source.Newest);
            restored.Load(reader);
        }
        catch (EndOfStreamException)
        {
            return false;
        }

        if (reader.BaseStream.Position != payload.Length) return false;
        if (named is null) Volatile.Write(ref missing, missing + 1);
        Volatile.Write(ref set, named ?? source.Newest);
        (this.state, begun) = (restored, true);
        return true;
    }

    private void Adopt()
    {
        var newest = source.Newest;
        if (ReferenceEquals(newest, set)) return;
        Volatile.Write(ref set, newest);
        state.Patterns.Use(newest);
    }

    private DateTimeOffset At(Event e) => BelievableTime.Of(e, options.FarBehind, out _);

    private void Tell(Event e, DateTimeOffset at, ICollection<Finding> findings)
    {
        Volatile.Write(ref found, found + hits.Count);
        seen.Clear();
        foreach (var hit in hits)
        {
            if (!seen.Add(hit.Entry)) continue;
            var mentions = set.MentionsOf(hit.Entry);
            var usable = mentions.Where(m => m.IsValid(at) && Decay.Confidence(m, at) >= hygiene.LeastTold).ToList();
            if (usable.Count == 0)
            {
                Volatile.Write(ref old, old + 1);
                continue;
            }

            var (decision, by) = hygiene.Decide(usable, at);
            var finding = words.OfHit(e, at, hit, usable, decision, by, set.Version);
            if (TryTell(KeyOf(by, finding), at)) findings.Add(finding);
            else Volatile.Write(ref repeated, repeated + 1);
        }
    }

    // Apart from Observe, so that an event that no pattern looks at makes no closure.
    private void Weigh(Event e, DateTimeOffset at, ICollection<Finding> findings) => state.Patterns.Look(e, at, (pattern, from, count) =>
    {
        Volatile.Write(ref found, found + 1);
        findings.Add(words.OfPattern(e, at, from, pattern, count, hygiene.Decide(pattern, at), set.Version));
    });

    /// <summary>True where it was not told within the quiet time; then it counts as told now.</summary>
    private bool TryTell(ulong key, DateTimeOffset at)
    {
        // A late event about something told since is a repeat too.
        ref var last = ref state.Told.Find(key, out var known);
        if (known && at.UtcTicks - last < options.Quiet.Ticks) return false;
        state.Told.Touch(key, out _) = at.UtcTicks;
        return true;
    }

    /// <summary>The same value about the same entities, whatever the set. Nothing compares what stands behind the key, so it must not be easy to meet.</summary>
    private static ulong KeyOf(IndicatorMention by, Finding finding) =>
        StableHash.Of(Encoding.UTF8.GetBytes($"{by.Type}\n{by.Value}\n{string.Join('\n', finding.Entities)}\n{finding.Meaning}"));

    private void Tell(Event e, ICollection<Finding> findings)
    {
        troubles = source.Troubles;
        foreach (var trouble in troubles)
        {
            if (state.Troubles.Count >= MostTold) state.Troubles.Clear();
            if (state.Troubles.Add(trouble.Key)) findings.Add(IndicatorWords.OfTrouble(e, trouble));
        }
    }

    private sealed class State(IndicatorOptions options)
    {
        /// <summary>When each was told last, in ticks.</summary>
        public EntityTable<ulong, long> Told { get; } = new(options.Remembered);

        public PatternWatch Patterns { get; } = new(options);
        public HashSet<string> Troubles { get; } = new(StringComparer.Ordinal);

        public void Save(BinaryWriter to)
        {
            Told.Save(to);
            Patterns.Save(to);
            to.Write(Troubles.Count);
            foreach (var key in Troubles.Order(StringComparer.Ordinal)) to.Write(key);
        }

        public void Load(BinaryReader from)
        {
            Told.Load(from);
            Patterns.Load(from);
            for (var left = from.ReadInt32(); left > 0; left--) Troubles.Add(from.ReadString());
        }
    }
}
