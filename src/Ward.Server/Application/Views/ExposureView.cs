namespace Ward.Server.Application.Views;

/// <summary>A weakness of an asset, and who tells of it.</summary>
/// <param name="Port">The port by which it is reached; null where one must be on the asset already.</param>
/// <param name="Exploited">Whether CISA lists it as exploited; null where nobody was asked.</param>
/// <param name="Source">city, csaf:…, cve:… and the like.</param>
/// <param name="File">The file in which it stands; empty for the city's own.</param>
/// <param name="Package">The installed packages that have it, with their versions; null where it is of no package.</param>
/// <param name="Remedy">What mends it; null where nobody says.</param>
public sealed record ExposureView(string Id, string Asset, string Kind, string? Reference, int? Port, bool? Exploited, string Source, string File, string? Package, string? Remedy);
