namespace Ward.Standards.CycloneDx;

/// <summary>A CycloneDX bill of materials, 1.4 to 1.7 (ECMA-424).</summary>
/// <param name="Serial">urn:uuid:…, or null.</param>
/// <param name="Subject">What the whole is a bill of, or null.</param>
/// <param name="Components">Nested ones too, each after the one that contains it.</param>
public sealed record BomDocument(
    string SpecVersion, string? Serial, DateTimeOffset? Made, BomComponent? Subject, IReadOnlyList<BomComponent> Components, IReadOnlyList<BomVulnerability> Vulnerabilities);
