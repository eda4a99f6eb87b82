using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>A feed as it is now.</summary>
/// <param name="Next">When it will be asked next; null where it is off.</param>
public sealed record FeedStatus(IntelFeed Feed, FeedMemory Memory, DateTimeOffset? Next, IReadOnlyList<FeedTrouble> Troubles);
