namespace Ward.Standards.Threagile;

public sealed record ThreagileDataAsset(
    string Id, string Title, ThreagileConfidentiality Confidentiality, ThreagileRating Integrity, ThreagileRating Availability, ThreagileQuantity Quantity, bool DevOps,
    string? Origin, string? Owner, IReadOnlyList<string> Tags);
