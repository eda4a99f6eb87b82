namespace Ward.Detect.Indicators;

/// <summary>Something is wrong with a feed of indicators.</summary>
/// <param name="Key">Stable as long as it is the same trouble: feed, kind, and the version that brought it.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Seen">What was there instead.</param>
public sealed record FeedTrouble(string Key, string Feed, FeedTroubleKind Kind, string Expected, string Seen, DateTimeOffset Since);
