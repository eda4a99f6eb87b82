namespace Ward.Standards.Cve;

/// <summary>A product that the record speaks of.</summary>
/// <param name="AffectedByDefault">What holds for versions that are not listed; null where the record does not know.</param>
/// <param name="Cpes">CPE names, 2.2 or 2.3.</param>
public sealed record CveProduct(string Vendor, string Product, bool? AffectedByDefault, IReadOnlyList<CveVersion> Versions, IReadOnlyList<string> Cpes)
{
    /// <summary>Name of the package in its collection; null where none is given.</summary>
    public string? Package { get; init; }

    /// <summary>Package URL of it, without a version (CVE record format 5.2, packageURL); null where none is given.</summary>
    public string? Purl { get; init; }
}
