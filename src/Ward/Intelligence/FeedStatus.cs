using Ward.Detect.Indicators;

namespace Ward.Intelligence;

/// <summary>A feed as it is now.</summary>
/// <param name="On">Whether its values are watched for.</param>
/// <param name="Switched">Who made that other than ward.yaml says, or null.</param>
/// <param name="Next">When it will be asked next; null where it is off.</param>
public sealed record FeedStatus(IntelFeed Feed, bool On, FeedSwitch? Switched, FeedMemory Memory, DateTimeOffset? Next, IReadOnlyList<FeedTrouble> Troubles);
