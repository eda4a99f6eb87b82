namespace Ward.Intelligence;

/// <summary>What a feed brings.</summary>
public enum IntelFeedKind
{
    /// <summary>One value a line; '#' and ';' begin a comment.</summary>
    List,
    /// <summary>Columns, named or numbered.</summary>
    Csv,
    /// <summary>A MISP event, or a folder of them with manifest.json.</summary>
    Misp,
    /// <summary>A STIX 2.1 bundle.</summary>
    Stix,
    /// <summary>A collection of a TAXII 2.1 server.</summary>
    Taxii,
}
