using Ward.Elements.Leases;
using Ward.Elements.Targets;

namespace Ward.Elements.Conformance;

/// <summary>A real element for one test, and what it can be asked to stop.</summary>
internal interface IRig : IDisposable
{
    LeaseClock Clock { get; }

    /// <summary>A driver on the element, as a newly started agent makes it: it knows nothing yet.</summary>
    IElementDriver Open();

    /// <summary>Targets that this element understands, no two alike.</summary>
    IReadOnlyList<ElementTarget> Targets { get; }

    /// <summary>Removes what Ward made, as an operator's careless hand would.</summary>
    void Wreck();
}
