namespace Ward.Standards.Stix.Patterns;

/// <summary>A constant of a pattern (STIX 2.1, 9.1).</summary>
public abstract record PatternLiteral
{
    private PatternLiteral() { }

    public sealed record Text(string Value) : PatternLiteral;

    public sealed record Whole(long Value) : PatternLiteral;

    public sealed record Real(double Value) : PatternLiteral;

    public sealed record Flag(bool Value) : PatternLiteral;

    public sealed record Time(StixTime Value) : PatternLiteral;

    /// <summary>From h'…' or b'…'.</summary>
    public sealed record Binary(ReadOnlyMemory<byte> Value) : PatternLiteral;
}
