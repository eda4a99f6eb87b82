namespace Ward.Standards.Threagile;

public sealed record ThreagileDataAsset(string Id, string Title, ThreagileConfidentiality Confidentiality, ThreagileRating Integrity, ThreagileRating Availability);
