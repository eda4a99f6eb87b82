namespace Ward.Detect.Indicators;

/// <summary>One set that never changes: for hunting over history, and for tests.</summary>
public sealed class FixedIndicators(IndicatorSet set) : IIndicatorSource
{
    public IndicatorSet Newest => set;

    public IReadOnlyList<FeedTrouble> Troubles => [];

    public IndicatorSet? Find(string version) => version == set.Version ? set : null;
}
