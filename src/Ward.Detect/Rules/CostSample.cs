using System.Collections.Frozen;
using Ward.Detect.Matching;

namespace Ward.Detect.Rules;

/// <summary>
/// Takes the time of each rule's condition over one event in <see cref="Every"/> of a live watch, as the meter of a file does over all of it.
/// One thread adds; any may read, and then sees figures that need not be of one moment.
/// </summary>
internal sealed class CostSample(RuleSet set, TimeProvider clock)
{
    /// <summary>A prime, so that no rhythm of the sources hides a rule.</summary>
    public const int Every = 61;

    private readonly FrozenDictionary<CompiledRule, Bill> bills = set.Compiled.Select(r => KeyValuePair.Create(r, new Bill())).ToFrozenDictionary(ReferenceEqualityComparer.Instance);
    private long events;
    private int left;

    /// <summary>Called once an event: whether its conditions are to be timed.</summary>
    public bool Takes()
    {
        if (--left > 0) return false;
        left = Every;
        events++;
        return true;
    }

    public bool Holds(CompiledRule rule, EventReader reader)
    {
        var began = clock.GetTimestamp();
        var holds = rule.Condition.Holds(reader);
        var bill = bills[rule];
        bill.Ticks += clock.GetTimestamp() - began;
        bill.Evaluated++;
        if (holds) bill.Matched++;
        return holds;
    }

    /// <summary>Rules that were evaluated, dearest first.</summary>
    public LiveCosts Told() => new(Volatile.Read(ref events),
    [
        .. set.Compiled.Select(r => (Rule: r, Bill: bills[r])).Where(b => b.Bill.Evaluated > 0).OrderByDescending(b => b.Bill.Ticks).ThenBy(b => b.Rule.Facts.Detector, StringComparer.Ordinal)
            .Select(b => new LiveCost(b.Rule.Facts.Detector, b.Rule.Facts.Title, b.Bill.Evaluated, b.Bill.Matched, TimeSpan.FromSeconds(b.Bill.Ticks / (double)clock.TimestampFrequency), b.Rule.Condition.Witness is null)),
    ]);

    private sealed class Bill
    {
        public long Evaluated { get; set; }

        public long Matched { get; set; }

        public long Ticks { get; set; }
    }
}
