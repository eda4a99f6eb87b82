namespace Ward.Standards.Csaf;

/// <param name="Category">vendor, product_family, product_name, product_version, product_version_range, architecture, … (CSAF 2.0, 3.1.2.2).</param>
public sealed record CsafBranch(string Category, string Name);
