using Ward.Standards.Cvss;
using Ward.Standards.Ssvc;

namespace Ward.Standards.Cve;

/// <summary>A record of the CVE list: what its numbering authority says, with what others added (CVE record format 5).</summary>
/// <param name="Vectors">CVSS 3.0, 3.1 and 4.0 vectors, the authority's before those of others; older ones are left out.</param>
/// <param name="Weaknesses">CWE ids.</param>
/// <param name="Exploitation">From CISA's SSVC entry, or null.</param>
/// <param name="Automatable">The same.</param>
/// <param name="TechnicalImpact">The same.</param>
public sealed record CveRecord(
    CveId Id, CveState State, string? Title, string? Description, DateTimeOffset? Published, DateTimeOffset? Updated, IReadOnlyList<CveProduct> Products,
    IReadOnlyList<CvssVector> Vectors, IReadOnlyList<string> Weaknesses, Exploitation? Exploitation, bool? Automatable, TechnicalImpact? TechnicalImpact);
