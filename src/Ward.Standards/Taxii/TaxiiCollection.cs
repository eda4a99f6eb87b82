namespace Ward.Standards.Taxii;

/// <summary>TAXII 2.1, 5.2.1.</summary>
public sealed record TaxiiCollection(string Id, string Title, bool CanRead, IReadOnlyList<string> MediaTypes);
