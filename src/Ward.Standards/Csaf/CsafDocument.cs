namespace Ward.Standards.Csaf;

/// <summary>A security advisory (OASIS CSAF 2.0).</summary>
/// <param name="Id">document.tracking.id.</param>
/// <param name="Category">csaf_security_advisory, csaf_vex, …</param>
/// <param name="Released">document.tracking.current_release_date.</param>
/// <param name="Products">By id.</param>
public sealed record CsafDocument(
    string Id, string Title, string Category, string Publisher, DateTimeOffset? Released, IReadOnlyDictionary<string, CsafProduct> Products, IReadOnlyList<CsafVulnerability> Vulnerabilities);
