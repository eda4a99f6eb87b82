namespace Ward.Standards.CycloneDx;

/// <summary>Versions of a component that a vulnerability speaks of (CycloneDX, vulnerabilities[].affects[].versions): single ones, or ranges that begin with vers:.</summary>
public sealed record BomVersions(IReadOnlyList<string> Affected, IReadOnlyList<string> Unaffected);
