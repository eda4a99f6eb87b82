using Ward.Detect.Findings;

namespace Ward.Detect.Matching;

/// <summary>A part of a rule's decision over an event. Thread-safe.</summary>
internal abstract class Node
{
    internal abstract bool Holds(EventReader reader);

    /// <summary>Adds the fields by which it holds; called only where it does.</summary>
    internal virtual void Explain(EventReader reader, string selection, List<FieldShown> shown) { }
}
