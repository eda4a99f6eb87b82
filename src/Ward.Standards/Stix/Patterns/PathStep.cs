namespace Ward.Standards.Stix.Patterns;

/// <summary>One step of an object path.</summary>
public abstract record PathStep
{
    private PathStep() { }

    /// <summary>A property, or a key of a dictionary; one that ends in _ref or _refs leads on to the object referred to.</summary>
    public sealed record Property(string Name) : PathStep;

    /// <summary>A place in a list; null for any ([*]), negative from its end.</summary>
    public sealed record Place(long? Index) : PathStep;
}
