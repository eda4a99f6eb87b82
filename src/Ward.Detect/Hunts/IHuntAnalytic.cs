using Ward.Detect.Findings;
using Ward.Ingest;
using Ward.Ingest.Search.Language;

namespace Ward.Detect.Hunts;

/// <summary>
/// What a hunt asks of history: rules, a search, a list of indicators. Sees events in the journal's order, each once, by their own time,
/// and knows no other clock. What it knows is what it saved: a hunt that goes on after a kill must find what it would have found.
/// </summary>
public interface IHuntAnalytic
{
    /// <summary>What an event must at least be to be worth looking at; others are not read from the store. <see cref="Condition.Any"/> where that cannot be said.</summary>
    Condition Needs { get; }

    /// <summary>Adds what the event completes. Not thread-safe.</summary>
    void Observe(Event e, ICollection<Finding> findings);

    /// <summary>What it remembers, opaque and versioned.</summary>
    void Save(Stream state);

    /// <summary>Takes back what <see cref="Save"/> wrote and reads no further; false, with nothing changed, where it is of another version or torn.</summary>
    bool TryRestore(Stream state);
}
