using Ward.Detect.Matching;
using Ward.Detect.Silencing;
using Ward.Standards.Sigma;
using Ward.Standards.Sigma.Pipelines;

namespace Ward.Detect.Rules;

/// <summary>Sigma rules read and compiled. Immutable, thread-safe; one set serves any number of engines.</summary>
public sealed class RuleSet
{
    private RuleSet(
        IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, IReadOnlyList<SigmaError> errors,
        FieldTable fields, PredicateTable predicates, CompiledRule[] compiled, Correlation.CorrelationPlan[] plans) =>
        (Rules, Correlations, Errors, Fields, Predicates, Compiled, Plans) = (rules, correlations, errors, fields, predicates, compiled, plans);

    /// <summary>The detection rules in force, in the order given.</summary>
    public IReadOnlyList<SigmaRule> Rules { get; }

    /// <summary>The correlations in force, in the order given.</summary>
    public IReadOnlyList<SigmaCorrelation> Correlations { get; }

    /// <summary>The filters in force, in the order given; those over events are already part of <see cref="Rules"/>, those over findings are asked after a detector has spoken.</summary>
    public IReadOnlyList<SigmaFilter> Filters { get; private init; } = [];

    /// <summary>What was refused; nothing of it is in force.</summary>
    public IReadOnlyList<SigmaError> Errors { get; }

    /// <summary>Rules that wait for values of their placeholders and are not in force until then.</summary>
    public IReadOnlyList<WaitingRule> Waiting { get; private init; } = [];

    /// <summary>In which the rules' local times are told.</summary>
    public TimeZoneInfo Zone => Fields.Zone;

    internal FieldTable Fields { get; }

    internal PredicateTable Predicates { get; }

    internal IReadOnlyList<CompiledRule> Compiled { get; }

    /// <summary>Those looked at before those that look.</summary>
    internal IReadOnlyList<Correlation.CorrelationPlan> Plans { get; }

    /// <summary>
    /// Reads and compiles; correlations may name rules of any of the files. A refused document leaves the others in force,
    /// save for a correlation that counts a refused rule.
    /// </summary>
    /// <param name="files">Name and text of each file; nothing is opened. What is given twice is read once.</param>
    /// <param name="options">What rules are made over with; null for nothing.</param>
    public static RuleSet Compile(IEnumerable<(string File, string Text)> files, RuleSetOptions? options = null)
    {
        var read = new List<SigmaRule>();
        var correlations = new List<SigmaCorrelation>();
        var filters = new List<SigmaFilter>();
        options ??= new RuleSetOptions();
        var errors = new List<SigmaError>(options.Unread);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, text) in files.Distinct())
        {
            var reading = SigmaParser.Read(file, text);
            errors.AddRange(reading.Errors);
            read.AddRange(reading.Rules.Where(r => IsNew(r.Header, names, errors)));
            correlations.AddRange(reading.Correlations.Where(c => IsNew(c.Header, names, errors)));
            // One that is over takes no name from the one that follows it.
            filters.AddRange(reading.Filters.Where(f => IsInForce(f.Header, options.Day, errors) && IsNew(f.Header, names, errors)));
        }

        var waiting = new List<WaitingRule>();
        foreach (var filter in filters.Where(Detectors.AreMeantBy))
            foreach (var name in filter.Rules.Where(n => !Detectors.CanBe(n)))
                errors.Add(new SigmaError(filter.Header.File, filter.Header.Line, "filter.rules", "a detector (indicator:FEED, indicator-feed, baseline:NAME, risk:entity, KEY:blind; * for any run of characters), or the word any", name) { Fault = SigmaFault.Filter });
        // Told as not in force, so it is not.
        filters.RemoveAll(f => Detectors.AreMeantBy(f) && f.Rules.Any(n => !Detectors.CanBe(n)));
        var joined = FilterJoiner.Join(read, [.. filters.Where(f => !Detectors.AreMeantBy(f))], errors);
        var followed = CorrelationNames.Follow(options.Pipelines, joined, correlations, errors);
        return Of(options.MakeOver(joined, waiting, errors), followed, filters, waiting, errors, options.Zone);
    }

    /// <summary>
    /// A set of its own of one of the detection rules or correlations with all that it looks at. What was silent only because another looks at it
    /// speaks in it.
    /// </summary>
    /// <param name="key">The key of its header.</param>
    /// <exception cref="ArgumentException">The set has nothing of this key.</exception>
    public RuleSet Only(string key)
    {
        var (rules, correlations) = (new HashSet<SigmaRule>(), new HashSet<SigmaCorrelation>());
        if (Rules.FirstOrDefault(r => r.Header.Key == key) is { } rule) rules.Add(rule);
        else if (Correlations.FirstOrDefault(c => c.Header.Key == key) is { } correlation) Gather(correlation, rules, correlations);
        else throw new ArgumentException($"No rule of the set has the key {key}.", nameof(key));
        return Of([.. Rules.Where(rules.Contains)], [.. Correlations.Where(correlations.Contains)], [], [], [], Zone);
    }

    /// <summary>The rules and correlations that a correlation looks at, in its order.</summary>
    public IEnumerable<(SigmaRule? Rule, SigmaCorrelation? Correlation)> Below(SigmaCorrelation correlation)
    {
        foreach (var name in correlation.Rules)
        {
            if (Rules.FirstOrDefault(r => r.Header.IsCalled(name)) is { } rule) yield return (rule, null);
            else yield return (null, Correlations.First(c => c.Header.IsCalled(name)));
        }
    }

    /// <summary>The detection rules behind what speaks under this key: the rule itself, or all that the correlation counts, directly or by others; empty where there is none.</summary>
    public IReadOnlyList<SigmaRule> Behind(string key)
    {
        if (Rules.FirstOrDefault(r => r.Header.Key == key) is { } rule) return [rule];
        var rules = new HashSet<SigmaRule>();
        if (Correlations.FirstOrDefault(c => c.Header.Key == key) is { } correlation) Gather(correlation, rules, []);
        return [.. rules];
    }

    /// <summary>Of the rules, then of the correlations in force, each in the order given.</summary>
    public IEnumerable<SigmaHeader> Headers => Rules.Select(r => r.Header).Concat(Correlations.Select(c => c.Header));

    /// <summary>Keys of the rules and correlations that some correlation looks at.</summary>
    public IReadOnlySet<string> LookedAt() => Correlations.SelectMany(Below).Select(b => (b.Rule?.Header ?? b.Correlation!.Header).Key).ToHashSet(StringComparer.Ordinal);

    private void Gather(SigmaCorrelation correlation, HashSet<SigmaRule> rules, HashSet<SigmaCorrelation> correlations)
    {
        if (!correlations.Add(correlation)) return;
        foreach (var (rule, below) in Below(correlation))
        {
            if (rule is not null) rules.Add(rule);
            else Gather(below!, rules, correlations);
        }
    }

    private static RuleSet Of(
        IReadOnlyList<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, IReadOnlyList<SigmaFilter> filters, IReadOnlyList<WaitingRule> waiting, List<SigmaError> errors,
        TimeZoneInfo zone)
    {
        var fields = new FieldTable(zone);
        var predicates = new PredicateTable(fields);
        var linker = new CorrelationLinker(rules, correlations, fields, errors);
        var plans = linker.Link();
        var trees = new TreeCompiler(fields, predicates);
        var compiled = rules.Select(rule => new CompiledRule(
            RuleFacts.Of(rule.Header), rule.LogSource, trees.Compile(rule), linker.Speaks(rule), linker.CountedBy(rule))).ToArray();
        return new RuleSet(rules, [.. correlations.Where(c => plans.Exists(p => p.Source == c))], errors, fields, predicates, compiled, [.. plans])
        {
            Filters = filters,
            Waiting = waiting,
        };
    }

    private static bool IsInForce(SigmaHeader header, DateOnly? day, List<SigmaError> errors)
    {
        if (header.Until is not { } until || !(until < day)) return true;
        errors.Add(new SigmaError(header.File, header.Line, "ward.until", "a day that is not over: this filter keeps nothing quiet any more", $"{until:yyyy-MM-dd}") { Fault = SigmaFault.Filter });
        return false;
    }

    private static bool IsNew(SigmaHeader header, HashSet<string> names, List<SigmaError> errors)
    {
        var field = header.Id.Length > 0 ? "id" : header.Name.Length > 0 ? "name" : "title";
        var isNew = names.Add(header.Key);
        if (isNew && header.Name.Length > 0 && header.Name != header.Key && !names.Add(header.Name)) (isNew, field) = (false, "name");
        if (!isNew) errors.Add(new SigmaError(header.File, header.Line, field, $"one that no other rule has", field == "name" ? header.Name : header.Key) { Fault = SigmaFault.Duplicate });
        return isNew;
    }
}
