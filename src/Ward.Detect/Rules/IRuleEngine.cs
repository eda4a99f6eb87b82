using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Rules;

/// <summary>Known patterns over single events and, for correlations, over windows of event time.</summary>
public interface IRuleEngine
{
    /// <summary>Adds what the event completes. Not thread-safe: one engine a partition.</summary>
    void Evaluate(Event e, ICollection<Finding> findings);

    /// <summary>Windows and counts, opaque and versioned, for the snapshot.</summary>
    void Save(Stream state);

    /// <summary>Takes back what <see cref="Save"/> wrote; false, with nothing changed, where it is of another version or torn.</summary>
    bool TryRestore(Stream state);
}
