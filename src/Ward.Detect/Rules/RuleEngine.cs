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
    private readonly Correlations correlations;
    private readonly CorrelationCodec codec;
    private long events;
    private long hits;

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public RuleEngine(RuleSet rules, RuleEngineOptions? options = null)
    {
        options ??= new RuleEngineOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        reader = new EventReader(rules.Fields);
        router = new LogSourceRouter(rules.Compiled);
        correlations = new Correlations(rules.Plans, options);
        codec = new CorrelationCodec(correlations, options);
    }

    /// <inheritdoc/>
    public RuleEngineCounts Counts => CorrelationFigures.Sum(correlations, Volatile.Read(ref events), Volatile.Read(ref hits));

    /// <summary>The same for each correlation. May be read from any thread.</summary>
    public IReadOnlyList<CorrelationCounts> CountsByCorrelation => CorrelationFigures.Each(correlations);

    /// <inheritdoc/>
    public bool Waits => correlations.Waits;

    /// <inheritdoc/>
    public void Evaluate(Event e, ICollection<Finding> findings)
    {
        events++;
        correlations.Observe(e, findings);
        var eligible = router.RulesFor(e.LogSource);
        if (eligible.Length == 0) return;
        reader.Begin(e);
        foreach (var rule in eligible)
        {
            if (!rule.Condition.Holds(reader)) continue;
            hits++;
            if (rule.Speaks) findings.Add(FindingWriter.OfEvent(rule, reader));
            if (rule.CountedBy.Count > 0) correlations.See(reader, rule, findings);
        }
    }

    /// <inheritdoc/>
    public void Pass(DateTimeOffset now, ICollection<Finding> findings) => correlations.Pass(now.UtcTicks, findings);

    /// <inheritdoc/>
    public void Save(Stream state) => codec.Save(state);

    /// <summary>
    /// Takes back what <see cref="Save"/> wrote and reads no further. Correlations that were changed since begin anew.
    /// </summary>
    public bool TryRestore(Stream state) => codec.TryRestore(state);
}
