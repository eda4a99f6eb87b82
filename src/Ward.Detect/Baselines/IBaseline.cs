using Ward.Detect.Findings;
using Ward.Ingest;

namespace Ward.Detect.Baselines;

/// <summary>Learns what is normal and says what is not, event by event, in bounded memory.</summary>
public interface IBaseline
{
    /// <summary>Judges the event against what was learnt, then learns from it. Not thread-safe: one a partition.</summary>
    void Observe(Event e, ICollection<Finding> findings);

    /// <summary>What was learnt, opaque and versioned, for the snapshot.</summary>
    void Save(Stream state);

    /// <summary>Takes back what <see cref="Save"/> wrote; false, with nothing changed, where it is of another version or torn.</summary>
    bool TryRestore(Stream state);

    /// <summary>What was counted since the start. Thread-safe.</summary>
    BaselineCounts Counts => BaselineCounts.None;
}
