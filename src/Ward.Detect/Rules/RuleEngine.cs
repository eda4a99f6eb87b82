using System.ComponentModel.DataAnnotations;
using Ward.Detect.Correlation;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Detect.Silencing;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>
/// Sigma rules over one partition's events. Distinct predicates of all rules are answered at most once an event; a rule is looked at
/// only when something that it needs has fired. An event whose log source no rule looks at costs one look-up; one that no rule matches
/// allocates nothing. <see cref="RuleScan"/> says the same, slowly.
/// </summary>
public sealed class RuleEngine : IRuleEngine
{
    private readonly RuleEngineOptions options;
    private readonly TimeProvider? clock;
    private Running running;
    private RuleSet? next;
    private long events;
    private long hits;
    private long reloads;

    /// <param name="clock">Gives timestamps, by which a sample of the events is timed for <see cref="Costs"/>; null times nothing.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public RuleEngine(RuleSet rules, RuleEngineOptions? options = null, TimeProvider? clock = null)
    {
        (this.options, this.clock) = (options ?? new RuleEngineOptions(), clock);
        Validator.ValidateObject(this.options, new ValidationContext(this.options), validateAllProperties: true);
        running = new Running(rules, this.options, clock, null);
    }

    /// <summary>Figures as of now. May be read from any thread; they need not be of one moment.</summary>
    public RuleEngineCounts Counts
    {
        get
        {
            var now = Volatile.Read(ref running);
            return CorrelationFigures.Sum(now.Correlations, Volatile.Read(ref events), Volatile.Read(ref hits)) with
            {
                Reloads = Volatile.Read(ref reloads),
                Silenced = now.Filters.Silenced,
            };
        }
    }

    /// <summary>Figures of each correlation. May be read from any thread.</summary>
    public IReadOnlyList<CorrelationCounts> CountsByCorrelation => CorrelationFigures.Each(Volatile.Read(ref running).Correlations);

    /// <summary>What each rule costs since the rules were taken into use, by one event in <see cref="CostSample.Every"/>; null without a clock. May be read from any thread.</summary>
    public LiveCosts? Costs => Volatile.Read(ref running).Costs?.Told();

    /// <inheritdoc/>
    public bool Waits => Volatile.Read(ref running).Correlations.Waits;

    /// <summary>
    /// The rules to use from the next event on. Correlations that are the same, and count the same rules, go on with what they have
    /// counted; the others begin anew. May be called from any thread; the last one called wins.
    /// </summary>
    public void Use(RuleSet rules) => Volatile.Write(ref next, rules);

    /// <inheritdoc/>
    public void Evaluate(Event e, ICollection<Finding> findings)
    {
        if (Volatile.Read(ref next) is not null) Change();
        events++;
        var now = running;
        now.Correlations.Observe(e, findings);
        var source = now.Router.RulesFor(e.LogSource);
        if (source.Rules.Length == 0) return;
        now.Reader.Begin(e, source.Resolver, scanned: true);
        var costs = now.Costs is { } sample && sample.Takes() ? sample : null;
        foreach (var index in source.Find(now.Reader))
        {
            var rule = source.Rules[index];
            if (!(costs?.Holds(rule, now.Reader) ?? rule.Condition.Holds(now.Reader))) continue;
            hits++;
            if (rule.Speaks) findings.Add(FindingWriter.OfEvent(rule, now.Reader));
            if (rule.CountedBy.Count > 0) now.Correlations.See(now.Reader, rule, findings);
        }
    }

    /// <inheritdoc/>
    public bool Silences(Finding finding)
    {
        if (Volatile.Read(ref next) is not null) Change();
        return running.Filters.Silences(finding);
    }

    /// <inheritdoc/>
    public void Pass(DateTimeOffset now, ICollection<Finding> findings) => running.Correlations.Pass(now.UtcTicks, findings);

    /// <inheritdoc/>
    public void Save(Stream state) => running.Codec.Save(state);

    /// <summary>
    /// Takes back what <see cref="Save"/> wrote and reads no further. Correlations that were changed since begin anew.
    /// </summary>
    public bool TryRestore(Stream state) => running.Codec.TryRestore(state);

    private void Change()
    {
        if (Interlocked.Exchange(ref next, null) is not { } rules) return;
        var after = new Running(rules, options, clock, running);
        using var counted = new MemoryStream();
        running.Codec.Save(counted);
        counted.Position = 0;
        if (!after.Codec.TryRestore(counted)) throw new InvalidOperationException("The counters refuse the state that they wrote themselves.");
        Volatile.Write(ref running, after);
        Volatile.Write(ref reloads, reloads + 1);
    }

    /// <summary>All that belongs to one set of rules.</summary>
    private sealed class Running
    {
        /// <param name="before">Whose counts go on; null for the first.</param>
        internal Running(RuleSet rules, RuleEngineOptions options, TimeProvider? clock, Running? before)
        {
            Costs = clock is null ? null : new CostSample(rules, clock);
            Reader = new EventReader(rules.Fields, rules.Predicates);
            Router = new LogSourceRouter(rules, options.IgnoresLogSource);
            Correlations = new Correlations(rules.Plans, options);
            Codec = new CorrelationCodec(Correlations, options);
            Filters = new FindingFilters(rules.Filters, before?.Filters, rules.Zone);
        }

        internal CostSample? Costs { get; }

        internal EventReader Reader { get; }

        internal LogSourceRouter Router { get; }

        internal Correlations Correlations { get; }

        internal CorrelationCodec Codec { get; }

        internal FindingFilters Filters { get; }
    }
}
