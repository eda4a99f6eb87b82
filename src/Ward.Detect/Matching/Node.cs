using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>A part of a rule's decision over an event. Thread-safe.</summary>
internal abstract class Node
{
    /// <summary>What must have fired before it can hold; null where it may hold without.</summary>
    internal abstract Witness? Witness { get; }

    /// <summary>The units that it asks, those of its parts included.</summary>
    internal abstract IEnumerable<Unit> Units { get; }

    internal abstract bool Holds(EventReader reader);

    /// <summary>Adds the fields by which it holds; called only where it does.</summary>
    internal virtual void Explain(EventReader reader, string selection, List<FieldShown> shown) { }
}
