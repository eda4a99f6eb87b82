namespace Ward.Standards.Stix.Matching;

/// <summary>The value of an observed property.</summary>
public abstract record StixValue
{
    private StixValue() { }

    public sealed record Text(string Value) : StixValue;

    public sealed record Number(double Value) : StixValue;

    public sealed record Flag(bool Value) : StixValue;

    /// <summary>Of a property whose name ends in _hex or _bin.</summary>
    public sealed record Binary(ReadOnlyMemory<byte> Value) : StixValue;

    public sealed record Nothing : StixValue;
}
