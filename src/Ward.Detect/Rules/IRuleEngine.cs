using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>Known patterns over single events and, for correlations, over windows of event time.</summary>
public interface IRuleEngine
{
    /// <summary>Adds what the event completes. Not thread-safe: one engine a partition.</summary>
    void Evaluate(Event e, ICollection<Finding> findings);

    /// <summary>
    /// Nothing was heard until now: adds what that makes due, above all what waited for something that did not come.
    /// Says nothing that an event would not have made it say later under the same id.
    /// </summary>
    void Pass(DateTimeOffset now, ICollection<Finding> findings) { }

    /// <summary>Whether a filter over findings keeps quiet what some detector, of rules or not, has said; then it is counted.</summary>
    bool Silences(Finding finding) => false;

    /// <summary>True where time alone can make something due.</summary>
    bool Waits => false;

    /// <summary>Figures as of now. May be read from any thread; they need not be of one moment.</summary>
    RuleEngineCounts Counts => RuleEngineCounts.None;

    /// <summary>Windows and counts, opaque and versioned, for the snapshot.</summary>
    void Save(Stream state);

    /// <summary>Takes back what <see cref="Save"/> wrote; false, with nothing changed, where it is of another version or torn.</summary>
    bool TryRestore(Stream state);
}
