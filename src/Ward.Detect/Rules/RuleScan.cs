using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>
/// The naive way: every rule of the log source is asked in turn, each test of it anew. What <see cref="RuleEngine"/> is measured against,
/// and must agree with; correlations are left out. Not thread-safe.
/// </summary>
public sealed class RuleScan(RuleSet rules)
{
    private readonly EventReader reader = new(rules.Fields, rules.Predicates);
    private readonly LogSourceRouter router = new(rules);

    /// <summary>Adds a finding of each rule that the event satisfies by itself and that speaks.</summary>
    public void Evaluate(Event e, ICollection<Finding> findings)
    {
        var source = router.RulesFor(e.LogSource);
        if (source.Rules.Length == 0) return;
        reader.Begin(e, source.Resolver, scanned: false);
        foreach (var rule in source.Rules)
            if (rule.Condition.Holds(reader) && rule.Speaks) findings.Add(FindingWriter.OfEvent(rule, reader));
    }
}
