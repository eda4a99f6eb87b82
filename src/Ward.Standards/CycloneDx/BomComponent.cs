namespace Ward.Standards.CycloneDx;

/// <summary>A component of a bill of materials.</summary>
/// <param name="Ref">bom-ref; null where none is given.</param>
/// <param name="Type">application, firmware, operating-system, device, library, …</param>
/// <param name="Within">bom-ref or name of the component that contains it; null at the top.</param>
public sealed record BomComponent(string? Ref, string Type, string? Group, string Name, string? Version, string? Vendor, string? Cpe, string? Purl, string? Within);
