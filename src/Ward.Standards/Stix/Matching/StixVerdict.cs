namespace Ward.Standards.Stix.Matching;

/// <summary>What came of matching.</summary>
public enum StixVerdict
{
    NoMatch,
    Match,
    /// <summary>A value cannot be compared in the way that the pattern asks (a text that is no time against a time), or there was no match within the work allowed.</summary>
    Undefined,
}
