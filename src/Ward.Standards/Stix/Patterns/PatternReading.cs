namespace Ward.Standards.Stix.Patterns;

/// <summary>What became of a text that may be a pattern.</summary>
public abstract record PatternReading
{
    private PatternReading() { }

    public sealed record Read(StixPattern Pattern) : PatternReading;

    public sealed record Refused(PatternError Error) : PatternReading;
}
