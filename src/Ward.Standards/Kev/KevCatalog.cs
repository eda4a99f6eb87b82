using Ward.Standards.Cve;

namespace Ward.Standards.Kev;

/// <summary>CISA's catalogue of known exploited vulnerabilities as one file holds it.</summary>
/// <param name="Version">The catalogue's own, such as 2026.03.01.</param>
public sealed record KevCatalog(string Version, DateTimeOffset? Released, IReadOnlyDictionary<CveId, KevEntry> Entries);
