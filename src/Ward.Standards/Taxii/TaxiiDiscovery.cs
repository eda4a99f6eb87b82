namespace Ward.Standards.Taxii;

/// <summary>TAXII 2.1, 4.1.1.</summary>
/// <param name="Default">The API root to use where none is named.</param>
public sealed record TaxiiDiscovery(string Title, Uri? Default, IReadOnlyList<Uri> Roots);
