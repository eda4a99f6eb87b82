using Ward.Standards.Cvss;

namespace Ward.Standards.Csaf;

/// <param name="Products">Ids of the products that the score is for.</param>
public sealed record CsafScore(IReadOnlyList<string> Products, CvssVector Vector);
