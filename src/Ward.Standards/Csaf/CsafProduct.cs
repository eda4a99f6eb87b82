namespace Ward.Standards.Csaf;

/// <summary>A product that vulnerabilities refer to by its id (CSAF 2.0, 3.1.3).</summary>
/// <param name="Path">Branches from the root to it; empty where it stands outside the tree.</param>
/// <param name="Parts">Ids of the products that it is a combination of; empty where it is none.</param>
public sealed record CsafProduct(
    string Id, string Name, IReadOnlyList<CsafBranch> Path, string? Cpe, string? Purl, IReadOnlyList<string> ModelNumbers, IReadOnlyList<string> SerialNumbers, IReadOnlyList<string> Parts)
{
    public string? Vendor => Branch("vendor");

    public string? ProductName => Branch("product_name");

    /// <summary>One version, or a range as the vendor wrote it.</summary>
    public string? Version => Branch("product_version") ?? Branch("product_version_range");

    private string? Branch(string category) => Path.FirstOrDefault(b => b.Category == category)?.Name;
}
