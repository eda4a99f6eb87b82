namespace Ward.Standards.Taxii;

/// <summary>TAXII 2.1, 4.2.1.</summary>
public sealed record TaxiiRoot(string Title, IReadOnlyList<string> Versions, long LongestContent);
