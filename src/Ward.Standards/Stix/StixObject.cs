namespace Ward.Standards.Stix;

/// <summary>An object of a bundle, as far as Ward needs it (STIX 2.1, sections 4 and 7).</summary>
/// <param name="Id">'indicator--…'; hostile text until checked.</param>
/// <param name="Modified">Of two versions of one id the later counts; null where it is not versioned.</param>
public abstract record StixObject(string Id, DateTimeOffset? Modified)
{
    /// <summary>STIX 2.1, 4.7.</summary>
    /// <param name="PatternType">stix, snort, yara …</param>
    /// <param name="Confidence">0 to 100; null where it says nothing (STIX 2.1, 3.2 and appendix A).</param>
    /// <param name="Types">indicator_types and labels.</param>
    /// <param name="Markings">object_marking_refs.</param>
    public sealed record Indicator(
        string Id, DateTimeOffset? Modified, DateTimeOffset? Created, string? Name, string Pattern, string PatternType, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil,
        int? Confidence, bool Revoked, IReadOnlyList<string> Types, IReadOnlyList<string> Markings) : StixObject(Id, Modified);

    /// <summary>A marking of the traffic light protocol (STIX 2.1, 7.2.1.4; TLP 2.0 as extension).</summary>
    public sealed record Marking(string Id, Tlp Level) : StixObject(Id, null);

    /// <summary>An object that Ward does not use.</summary>
    public sealed record Other(string Id, string Type) : StixObject(Id, null);
}
