namespace Ward.Detect.Indicators;

public enum FeedTroubleKind
{
    /// <summary>Nothing new for longer than it should be.</summary>
    Stale,
    /// <summary>Much of it is gone at once; the last good content stays.</summary>
    Shrinking,
    /// <summary>It names what must never be blocked, or has grown beyond measure; the last good content stays.</summary>
    Poisoned,
}
