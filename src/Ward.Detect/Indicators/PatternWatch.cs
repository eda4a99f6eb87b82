using Ward.Ingest;
using Ward.Standards.Stix.Matching;

namespace Ward.Detect.Indicators;

/// <summary>The patterns of the set in force over the stream of events. Not thread-safe.</summary>
internal sealed class PatternWatch(IndicatorOptions options)
{
    private readonly EventObjects objects = new();
    private int beyond;
    private Dictionary<string, PatternState> states = new(StringComparer.Ordinal);

    public long Undecided { get; private set; }

    /// <summary>Beyond the number that is weighed, or put aside.</summary>
    public int LeftOut => beyond + states.Values.Count(s => s.IsAside);

    /// <summary>Takes another set; what the same patterns had seen goes on.</summary>
    public void Use(IndicatorSet set)
    {
        var next = new Dictionary<string, PatternState>(StringComparer.Ordinal);
        beyond = Math.Max(0, set.Patterns.Count - options.Patterns);
        foreach (var pattern in set.Patterns.Take(options.Patterns))
        {
            var state = new PatternState(pattern);
            if (states.TryGetValue(pattern.Key, out var former)) state.Continue(former);
            next[pattern.Key] = state;
        }

        states = next;
    }

    /// <summary>Calls back for each pattern that this event completes: with the beginning and the number of events.</summary>
    public void Look(Event e, DateTimeOffset at, Action<PatternIndicator, DateTimeOffset, int> complete)
    {
        if (states.Count == 0) return;
        objects.Of(e);
        if (objects.Count == 0) return;
        foreach (var state in states.Values)
        {
            if (state.StaysAside(at, options) || !objects.HasAny(state.Types) || !state.Indicator.About.IsValid(at)) continue;
            var satisfies = 0UL;
            var observed = state.Indicator.Pattern.Observed;
            for (var number = 0; number < observed.Count; number++)
                if (ObjectTest.Holds(observed[number], objects) == StixVerdict.Match) satisfies |= 1UL << number;
            if (satisfies == 0) continue;
            switch (state.Take(satisfies, at, options, out var from, out var count))
            {
                case StixVerdict.Match: complete(state.Indicator, from, count); break;
                case StixVerdict.Undefined: Undecided++; break;
                case StixVerdict.NoMatch: break;
                default: throw new InvalidOperationException("A verdict is one of three.");
            }
        }
    }

    public void Save(BinaryWriter to)
    {
        to.Write(states.Count);
        foreach (var state in states.Values) state.Save(to);
    }

    /// <summary>After <see cref="Use"/>; what was seen by patterns that are no longer there is forgotten.</summary>
    public void Load(BinaryReader from)
    {
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var (key, text) = (from.ReadString(), from.ReadString());
            var known = states.GetValueOrDefault(key) is { } state && state.Indicator.Pattern.Text == text ? state : null;
            var (undecided, last) = (from.ReadInt32(), new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero));
            known?.Undecided(undecided, last);
            for (var sightings = from.ReadInt32(); sightings > 0; sightings--)
            {
                var at = new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero);
                var satisfies = from.ReadUInt64();
                known?.Put(at, satisfies);
            }
        }
    }
}
