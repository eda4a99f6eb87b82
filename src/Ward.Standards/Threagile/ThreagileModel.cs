namespace Ward.Standards.Threagile;

/// <summary>A threat model of Threagile: what is there and how it talks. Own risk categories and risk tracking are counted, not read.</summary>
public sealed record ThreagileModel(
    string Title, ThreagileRating Criticality, IReadOnlyList<ThreagileDataAsset> DataAssets, IReadOnlyList<ThreagileAsset> Assets,
    IReadOnlyList<ThreagileBoundary> Boundaries, IReadOnlyList<ThreagileRuntime> Runtimes, int OwnRiskCategories, int RisksTracked);
