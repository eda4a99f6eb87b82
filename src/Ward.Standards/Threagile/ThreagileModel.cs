namespace Ward.Standards.Threagile;

/// <summary>A threat model of Threagile: what is there, how it talks, which risks its authors named themselves and what was decided about risks.</summary>
/// <param name="Questions">Open where the answer is empty.</param>
public sealed record ThreagileModel(
    string Title, ThreagileRating Criticality, IReadOnlyList<ThreagileDataAsset> DataAssets, IReadOnlyList<ThreagileAsset> Assets,
    IReadOnlyList<ThreagileBoundary> Boundaries, IReadOnlyList<ThreagileRuntime> Runtimes, IReadOnlyList<ThreagileOwnKind> OwnKinds, IReadOnlyList<ThreagileTracking> Tracking,
    IReadOnlyList<KeyValuePair<string, string>> Questions, IReadOnlyList<KeyValuePair<string, string>> AbuseCases, IReadOnlyList<KeyValuePair<string, string>> Requirements)
{
    public string? Author { get; init; }

    /// <summary>As written.</summary>
    public string? Date { get; init; }

    public string? Description { get; init; }
}
