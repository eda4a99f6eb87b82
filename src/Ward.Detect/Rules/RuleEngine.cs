using System.ComponentModel.DataAnnotations;
using Ward.Detect.Correlation;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>
/// Sigma rules over one partition's events. An event whose log source no rule looks at costs one look-up;
/// one that no rule matches allocates nothing.
/// </summary>
public sealed class RuleEngine : IRuleEngine
{
    private readonly EventReader reader;
    private readonly LogSourceRouter router;
    private readonly EventCounter[] counters;
    private readonly CounterState state;
    private long events;
    private long hits;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public RuleEngine(RuleSet rules, RuleEngineOptions? options = null)
    {
        options ??= new RuleEngineOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        reader = new EventReader(rules.Fields);
        router = new LogSourceRouter(rules.Compiled);
        counters = [.. rules.Counts.Select(c => new EventCounter(c, options))];
        state = new CounterState(counters);
    }

    /// <summary>Figures as of now. May be read from any thread; they need not be of one moment.</summary>
    public RuleEngineCounts Counts => new(
        Volatile.Read(ref events), Volatile.Read(ref hits),
        counters.Sum(c => c.Late), counters.Sum(c => c.WithoutGroup), counters.Sum(c => c.Evicted), counters.Sum(c => c.GroupCount));

    /// <inheritdoc/>
    public void Evaluate(Event e, ICollection<Finding> findings)
    {
        events++;
        var eligible = router.RulesFor(e.LogSource);
        if (eligible.Length == 0) return;
        reader.Begin(e);
        foreach (var rule in eligible)
        {
            if (!rule.Condition.Holds(reader)) continue;
            hits++;
            if (rule.Speaks) findings.Add(FindingWriter.OfEvent(rule, reader));
            foreach (var count in rule.CountedBy)
                if (counters[count.Correlation].Count(reader, rule, count.GroupBy) is { } finding) findings.Add(finding);
        }
    }

    /// <inheritdoc/>
    public void Save(Stream state) => this.state.Save(state);

    /// <summary>
    /// Takes back what <see cref="Save"/> wrote and reads no further. Correlations that were changed since begin anew.
    /// </summary>
    public bool TryRestore(Stream state) => this.state.TryRestore(state);
}
