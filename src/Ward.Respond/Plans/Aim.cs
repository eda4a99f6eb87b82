using Ward.City;

namespace Ward.Respond.Plans;

/// <summary>What a measure comes to in this city now.</summary>
internal abstract record Aim
{
    private Aim() { }

    /// <summary>The element is told to stop each of the targets.</summary>
    public sealed record At(ElementId Element, IReadOnlyList<ActionTarget> Targets, string Inverse) : Aim;

    /// <summary>A person must do it.</summary>
    public sealed record ByHand(string Words) : Aim;

    /// <summary>The measure names what the city does not have, or what must not be touched: the whole plan is refused.</summary>
    public sealed record Refused(string Reason) : Aim;
}
