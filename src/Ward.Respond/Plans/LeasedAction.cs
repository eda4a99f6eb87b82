using Ward.City;
using Ward.Prescribe.Measures;

namespace Ward.Respond.Plans;

/// <summary>One change at one element, with an end and an inverse recorded before it is sent.</summary>
/// <param name="Target">The measure resolved to what the element understands.</param>
/// <param name="Inverse">How it is undone, in words; the agent records the exact inverse too.</param>
/// <param name="Until">The moment at which it ends everywhere, server or no server; <see cref="DateTimeOffset.MinValue"/> until the lease is set.</param>
public sealed record LeasedAction(
    ActionId Id,
    ElementId Element,
    Measure Measure,
    ActionTarget Target,
    string Inverse,
    DateTimeOffset Until,
    ActionState State,
    string? Note);
