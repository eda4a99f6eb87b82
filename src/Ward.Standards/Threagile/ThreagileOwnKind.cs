namespace Ward.Standards.Threagile;

/// <summary>A kind of risk that the model's authors name themselves, with the risks of it that they found.</summary>
/// <param name="Stride">spoofing, tampering, repudiation, information-disclosure, denial-of-service or elevation-of-privilege; null where not said.</param>
/// <param name="Function">business-side, architecture, development or operations; null where not said.</param>
public sealed record ThreagileOwnKind(string Id, string Title, string? Description, string? Mitigation, string? Stride, string? Function, int? Cwe, IReadOnlyList<ThreagileOwnRisk> Risks);
