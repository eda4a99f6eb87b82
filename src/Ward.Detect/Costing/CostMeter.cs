using Ward.Detect.Matching;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Standards.Sigma;

namespace Ward.Detect.Costing;

/// <summary>
/// Walks events through a set by the engine's own indexes and takes the time of each rule's condition. The indexes themselves, findings and
/// correlations are not on the bill. Not thread-safe.
/// </summary>
/// <param name="clock">Gives timestamps; the figures are only as good as its resolution and as quiet as the machine.</param>
public sealed class CostMeter(RuleSet set, TimeProvider clock)
{
    private readonly EventReader reader = new(set.Fields, set.Predicates);
    private readonly LogSourceRouter router = new(set);
    private readonly Dictionary<object, Bill> bills = set.Compiled.ToDictionary(object (r) => r, _ => new Bill(), ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SigmaHeader> headers = set.Rules.ToDictionary(r => r.Header.Key, r => r.Header, StringComparer.Ordinal);
    private long passes;

    /// <summary>One pass over the events, in their order. The first one also pays for what is built when it is first needed: make one and <see cref="Forget"/> it.</summary>
    public void Pass(IEnumerable<Event> events)
    {
        passes++;
        foreach (var e in events)
        {
            var source = router.RulesFor(e.LogSource);
            foreach (var rule in source.Rules) bills[rule].Eligible++;
            if (source.Rules.Length == 0) continue;
            reader.Begin(e, source.Resolver, scanned: true);
            foreach (var index in source.Find(reader))
            {
                var rule = source.Rules[index];
                var bill = bills[rule];
                var began = clock.GetTimestamp();
                var held = rule.Condition.Holds(reader);
                bill.Now += clock.GetTimestamp() - began;
                bill.Evaluated++;
                if (held) bill.Matched++;
            }
        }

        foreach (var bill in bills.Values) bill.EndPass();
    }

    public void Forget()
    {
        passes = 0;
        foreach (var rule in set.Compiled) bills[rule] = new Bill();
    }

    /// <summary>The cost of each rule in one pass, dearest first.</summary>
    public IReadOnlyList<RuleCost> Costs()
    {
        var many = Math.Max(1, passes);
        return
        [
            .. from compiled in set.Compiled
               let bill = bills[compiled]
               let time = TimeSpan.FromSeconds(bill.Least / (double)clock.TimestampFrequency)
               orderby bill.Least descending, bill.Evaluated descending, compiled.Facts.Detector
               select new RuleCost(headers[compiled.Facts.Detector], bill.Eligible / many, bill.Evaluated / many, bill.Matched / many, time, compiled.Condition.Witness is null),
        ];
    }

    private sealed class Bill
    {
        internal long Eligible { get; set; }

        internal long Evaluated { get; set; }

        internal long Matched { get; set; }

        /// <summary>Ticks of the pass that goes on.</summary>
        internal long Now { get; set; }

        /// <summary>Ticks of the quickest pass: the one that was disturbed least.</summary>
        internal long Least { get; private set; }

        private bool HasPassed { get; set; }

        internal void EndPass()
        {
            Least = HasPassed ? Math.Min(Least, Now) : Now;
            (Now, HasPassed) = (0, true);
        }
    }
}
