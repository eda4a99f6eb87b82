using Ward.Detect.Findings;
using Ward.Detect.Rules;
using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>Rules and correlations over history, by the engine that the live watch uses, with a memory of its own.</summary>
/// <param name="only">Detectors that may speak; null for all of the set.</param>
public sealed class RuleAnalytic(RuleSet rules, IReadOnlySet<string>? only = null) : IHuntAnalytic
{
    private readonly RuleEngine engine = new(rules);
    private readonly List<Finding> said = [];

    public Condition Needs { get; } = new Condition.Any();

    public void Observe(Event e, ICollection<Finding> findings)
    {
        said.Clear();
        engine.Evaluate(e, said);
        foreach (var finding in said)
            if (only is null || only.Contains(finding.Detector)) findings.Add(finding);
    }

    public void Save(Stream state) => engine.Save(state);

    public bool TryRestore(Stream state) => engine.TryRestore(state);
}
